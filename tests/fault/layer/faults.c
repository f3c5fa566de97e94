/* A layer between a program and its disk, for the fault tests: LD_PRELOAD it, then call `fault_…`.

   Purpose: let calls on files under one folder fail, stay short or be written down, so that full
   disks, failing disks and power cuts can be tried on the real program. It must not touch any file
   outside that folder, and does nothing until it is told to. Linux, 64 bit.

   Every wrapper makes the plain system call, so nothing of the C library is called twice. The lock
   is held around a call and its line in the log: the log's order is the order on the disk. What is
   written through a mapping (SQLite's -shm file) is not seen; it is never needed after a crash.

   One record of the log (little-endian): operation u8, lengths of both names u16, of data u32,
   inode u64, offset u64; first name, second name, data. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READ, WRITE, SYNC, OPEN, RENAME, UNLINK, TRUNCATE, MKDIR, BYTES, KINDS };
enum { R_CREATE = 1, R_WRITE, R_SYNC, R_RENAME, R_UNLINK, R_TRUNCATE, R_MKDIR, R_RMDIR, R_SAID };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char prefix[PATH_MAX];
static size_t prefix_size;
static long counts[KINDS];
static int fail_kind = -1, fail_errno, fail_stays, is_short, is_read_only, log_fd = -1;
static long fail_at, room = -1;

/* --- what the tests call ------------------------------------------------------------------- */

void fault_off(void) {
    pthread_mutex_lock(&lock);
    fail_kind = -1, room = -1, is_short = 0, is_read_only = 0, prefix_size = 0;
    if (log_fd >= 0) close(log_fd);
    log_fd = -1;
    pthread_mutex_unlock(&lock);
}

void fault_under(const char *folder) { /* all else is off, all counts are nought */
    fault_off();
    pthread_mutex_lock(&lock);
    prefix_size = (size_t)snprintf(prefix, sizeof prefix, "%s", folder);
    memset(counts, 0, sizeof counts);
    pthread_mutex_unlock(&lock);
}

void fault_fail(int kind, long at, int error, int stays) {
    fail_at = at, fail_errno = error, fail_stays = stays, fail_kind = kind;
}

void fault_room(long bytes) { room = bytes; }
void fault_short(int on) { is_short = on; }
void fault_read_only(int on) { is_read_only = on; }
long fault_count(int kind) { return counts[kind]; }

int fault_record(const char *path) {
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return log_fd >= 0;
}

/* --- whose file is it ----------------------------------------------------------------------- */

static int under(const char *path) {
    return prefix_size && !strncmp(path, prefix, prefix_size) &&
           (path[prefix_size] == '/' || !path[prefix_size]);
}

static int linked(const char *what, int fd, char *out) { /* where a link of ours under /proc leads */
    char link[64];
    snprintf(link, sizeof link, what, fd);
    ssize_t size = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    out[size < 0 ? 0 : size] = 0;
    return size > 0;
}

static int name_of(int fd, char *out) { /* the file's path now; nought if it is none of ours */
    return prefix_size && linked("/proc/self/fd/%d", fd, out) && under(out);
}

static int at_path(int dir, const char *path, char *out) {
    if (!prefix_size) return 0;
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        if (!linked(dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", dir, out)) return 0;
        size_t size = strlen(out);
        snprintf(out + size, PATH_MAX - size, "/%s", path);
    }
    return under(out);
}

/* --- what becomes of a call ----------------------------------------------------------------- */

static int fault(int kind) { /* counts the call; the error it must fail with, or nought */
    long now = ++counts[kind];
    if (kind == fail_kind && (now == fail_at || (fail_stays && now > fail_at))) return fail_errno;
    if (is_read_only && kind != READ && kind != OPEN && kind != SYNC) return EROFS;
    if (!room && (kind == MKDIR)) return ENOSPC;
    return 0;
}

static size_t allowed(size_t size) { /* how much of a write is taken */
    if (is_short && size > 1) size = size > 1000 ? size * 2 / 3 : 1;
    if (room >= 0) {
        if (size > (size_t)room) size = (size_t)room;
        room -= (long)size;
    }
    return size;
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (uint64_t)found.st_ino;
}

static void put(int op, const char *a, const char *b, uint64_t inode, uint64_t offset,
                const void *data, size_t size) {
    if (log_fd < 0) return;
    unsigned char head[25];
    uint16_t first = (uint16_t)strlen(a), second = (uint16_t)strlen(b);
    uint32_t length = (uint32_t)size;
    head[0] = (unsigned char)op;
    memcpy(head + 1, &first, 2), memcpy(head + 3, &second, 2), memcpy(head + 5, &length, 4);
    memcpy(head + 9, &inode, 8), memcpy(head + 17, &offset, 8);
    struct iovec parts[4] = {{head, 25}, {(void *)a, first}, {(void *)b, second}, {(void *)data, size}};
    if (syscall(SYS_writev, log_fd, parts, 4) != (long)(25 + first + second + size)) _exit(99);
}

#define BEGIN(kind, ours)                                                                          \
    int mine = (ours), wrong = 0;                                                                  \
    long result = -1;                                                                              \
    if (mine) {                                                                                    \
        pthread_mutex_lock(&lock);                                                                 \
        wrong = fault(kind);                                                                       \
    }
#define CALL(...) (wrong ? (errno = wrong, -1L) : syscall(__VA_ARGS__))
#define END()                                                                                      \
    if (mine) {                                                                                    \
        int kept = errno;                                                                          \
        pthread_mutex_unlock(&lock);                                                               \
        errno = kept;                                                                              \
    }                                                                                              \
    return result

/* --- opening -------------------------------------------------------------------------------- */

static int open_at(int dir, const char *path, int flags, mode_t mode) {
    char name[PATH_MAX];
    struct stat before;
    BEGIN(OPEN, at_path(dir, path, name))
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
    int is_new = mine && flags & O_CREAT && syscall(SYS_newfstatat, dir, path, &before, 0);
    if (!wrong && mine && writes && is_read_only) wrong = EROFS;
    if (!wrong && is_new && !room) wrong = ENOSPC;
    result = CALL(SYS_openat, dir, path, flags, mode);
    if (mine && result >= 0 && is_new) put(R_CREATE, name, "", inode_of((int)result), 0, "", 0);
    else if (mine && result >= 0 && flags & O_TRUNC)
        put(R_TRUNCATE, name, "", inode_of((int)result), 0, "", 0);
    END();
}

#define MODE                                                                                       \
    mode_t mode = 0;                                                                               \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                           \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode = (mode_t)va_arg(more, int);                                                          \
        va_end(more);                                                                              \
    }
int open(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return open_at(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return open_at(dir, path, flags, mode); }
int creat(const char *path, mode_t mode) {
    return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* --- bytes ---------------------------------------------------------------------------------- */

ssize_t read(int fd, void *data, size_t size) {
    char name[PATH_MAX];
    BEGIN(READ, name_of(fd, name))
    result = CALL(SYS_read, fd, data, size);
    END();
}
ssize_t pread64(int fd, void *data, size_t size, off64_t at) {
    char name[PATH_MAX];
    BEGIN(READ, name_of(fd, name))
    result = CALL(SYS_pread64, fd, data, size, at);
    END();
}
ssize_t pread(int fd, void *data, size_t size, off_t at) { return pread64(fd, data, size, at); }

static ssize_t write_at(int fd, const void *data, size_t size, off64_t at, int placed) {
    char name[PATH_MAX];
    if (log_fd >= 0 && fd == STDOUT_FILENO) {
        pthread_mutex_lock(&lock);
        put(R_SAID, "", "", 0, 0, data, size);
        pthread_mutex_unlock(&lock);
    }
    BEGIN(WRITE, name_of(fd, name))
    if (mine && !wrong) {
        size_t taken = allowed(size);
        if (size && !taken) wrong = ENOSPC;
        size = taken;
        if (!placed && log_fd >= 0) {
            struct stat found;
            int appends = (int)syscall(SYS_fcntl, fd, F_GETFL) & O_APPEND;
            at = appends && !fstat(fd, &found) ? found.st_size : syscall(SYS_lseek, fd, 0, SEEK_CUR);
        }
    }
    result = placed ? CALL(SYS_pwrite64, fd, data, size, at) : CALL(SYS_write, fd, data, size);
    if (mine && result > 0) counts[BYTES] += result;
    if (mine && result > 0) put(R_WRITE, name, "", inode_of(fd), (uint64_t)at, data, (size_t)result);
    END();
}
ssize_t write(int fd, const void *data, size_t size) { return write_at(fd, data, size, 0, 0); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    return write_at(fd, data, size, at, 1);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

/* The first piece only: callers must go on after a short write anyway. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    char name[PATH_MAX];
    if (!name_of(fd, name)) return syscall(SYS_writev, fd, parts, count);
    return count ? write_at(fd, parts->iov_base, parts->iov_len, 0, 0) : 0;
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
    return count ? pwrite64(fd, parts->iov_base, parts->iov_len, at) : 0;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    return pwritev64(fd, parts, count, at);
}

/* Copies inside the kernel can't be seen: refused, so that callers fall back on reading and writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    char name[PATH_MAX];
    if (name_of(out, name)) return errno = EINVAL, -1;
    return syscall(SYS_sendfile, out, in, at, size);
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) { return sendfile(out, in, at, size); }
ssize_t copy_file_range(int in, off64_t *at, int out, off64_t *to, size_t size, unsigned flags) {
    char name[PATH_MAX];
    if (name_of(out, name)) return errno = EXDEV, -1;
    return syscall(SYS_copy_file_range, in, at, out, to, size, flags);
}

/* --- making it last ------------------------------------------------------------------------- */

static int sync_of(long call, int fd) {
    char name[PATH_MAX];
    BEGIN(SYNC, name_of(fd, name))
    result = CALL(call, fd);
    if (mine && !result) put(R_SYNC, name, "", inode_of(fd), 0, "", 0);
    END();
}
int fsync(int fd) { return sync_of(SYS_fsync, fd); }
int fdatasync(int fd) { return sync_of(SYS_fdatasync, fd); }

/* --- sizes and names ------------------------------------------------------------------------ */

int ftruncate64(int fd, off64_t size) {
    char name[PATH_MAX];
    BEGIN(TRUNCATE, name_of(fd, name))
    result = CALL(SYS_ftruncate, fd, size);
    if (mine && !result) put(R_TRUNCATE, name, "", inode_of(fd), (uint64_t)size, "", 0);
    END();
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    char a[PATH_MAX], b[PATH_MAX];
    int first = at_path(from, old, a), second = at_path(to, new, b);
    BEGIN(RENAME, first || second)
    result = CALL(SYS_renameat2, from, old, to, new, flags);
    if (mine && !result) put(R_RENAME, a, b, 0, 0, "", 0);
    END();
}
int renameat(int from, const char *old, int to, const char *new) {
    return renameat2(from, old, to, new, 0);
}
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int dir, const char *path, int flags) {
    char name[PATH_MAX];
    BEGIN(UNLINK, at_path(dir, path, name))
    result = CALL(SYS_unlinkat, dir, path, flags);
    if (mine && !result) put(flags & AT_REMOVEDIR ? R_RMDIR : R_UNLINK, name, "", 0, 0, "", 0);
    END();
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int dir, const char *path, mode_t mode) {
    char name[PATH_MAX];
    BEGIN(MKDIR, at_path(dir, path, name))
    result = CALL(SYS_mkdirat, dir, path, mode);
    if (mine && !result) put(R_MKDIR, name, "", 0, 0, "", 0);
    END();
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

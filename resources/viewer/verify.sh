#!/bin/sh
# Opens and checks a bundle with standard tools alone: age, unzip (Info-ZIP), sha256sum, ssh-keygen, openssl.
# 표준 도구만으로 묶음을 열고 확인합니다: age, unzip(Info-ZIP), sha256sum, ssh-keygen, openssl.
#
#   sh verify.sh [-k|-e] [-i IDENTITY-FILE] NEW-FOLDER
#
#   -k, -e   한국어로 / in English
#   -i       a file with your age identity, instead of the passphrase / 암호 낱말 대신 쓰는 age 열쇠 파일
#
# NEW-FOLDER must not be there yet. What is in the bundle is written into it, NOT encrypted.
# 새 폴더 안에는 묶음의 내용이 암호화되지 않은 채로 놓입니다.
#
# The numbers are those of bag/data/FORMAT.md, section "Checks". What these tools cannot check is
# said to be not checked, never passed. It ends with 0 if all that it can check matches, 1 if
# something does not match, 3 if not all of it could be checked, 2 if the bundle was not opened.

# shellcheck disable=SC2015 # what stands behind || here ends the script, or cannot follow a success
set -u -f
umask 077
unset CDPATH UNZIP UNZIPOPT ZIPINFO ZIPINFOOPT GREP_OPTIONS TAR_OPTIONS
language=en
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in ko*) language=ko ;; esac
export LC_ALL=C

say() { if [ $language = ko ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi; } # KOREAN ENGLISH

made=
stop() { # KOREAN ENGLISH: no verdict; the new folder goes again where nothing is in it
    say "$1" "$2" >&2
    [ -z "$made" ] || { rm -f said.txt good.txt joined.age && cd / && rmdir -- "$made" 2>/dev/null; }
    exit 2
}
there() { command -v "$1" >/dev/null 2>&1; }

name_of() { # NUMBER
    case $1 in
    1) say '묶음과 열쇠가 있고 열림' 'The bundle and its key are there and open' ;;
    2) say '묶음이 끝까지 온전함' 'The bundle is whole to its end' ;;
    3) say '안의 압축 파일에 보통 파일만 있음' 'The archive inside holds plain files only' ;;
    4) say '빠지거나 더해진 파일이 없음' 'The bag is complete, with nothing added' ;;
    5) say '모든 파일의 SHA-256이 목록과 같음' 'The SHA-256 of every file is the one in the list' ;;
    6) say '목록 자체가 그대로임' 'The lists themselves are unchanged' ;;
    7) say '서명된 목록이 이 파일들과 정확히 같음' 'The signed list names exactly these files' ;;
    8) say '목록의 서명이 이 사건의 열쇠와 맞음' "The signature of the list fits this case's key" ;;
    9) say '보관 기록이 끊기지 않음' 'The custody log is unbroken' ;;
    10) say '보관 기록의 끝에 서명이 있음' 'The end of the custody log is signed' ;;
    11) say '증거가 보관 기록에 들어온 것과 같음' 'The exhibits are what the custody log took in' ;;
    12) say '시각 확인서 (RFC 3161)' 'Time stamp (RFC 3161)' ;;
    13) say '서명한 사람이 누구인지' 'Who the signer is' ;;
    esac
}

done_checks=' ' # each as "NUMBER:STATE"
failed='' lacking='' mark='' told=''

note() { # NUMBER STATE [KOREAN ENGLISH]
    case $done_checks in *" $1:"*) return ;; esac
    done_checks="$done_checks$1:$2 "
    case $2 in
    passed) word=$(say '확인됨       ' 'checked       ') ;;
    failed) word=$(say '맞지 않음    ' 'does not match') failed=1 ;;
    *)
        word=$(say '확인하지 않음' 'not checked   ')
        case $1 in [1245678] | 10) lacking=1 ;; esac
        ;;
    esac
    why=
    [ $# -lt 4 ] || why=" ($(say "$3" "$4"))"
    printf '  %2d  %s  %s%s\n' "$1" "$word" "$(name_of "$1")" "$why"
}
passed() { case $done_checks in *" $1:passed "*) return 0 ;; esac && return 1; }

finish() { # says the rest, and what it adds up to
    for number in 1 2 3 4 5 6 7 8 9 10; do
        note $number not_checked '앞의 확인이 통과하지 않았습니다' 'an earlier check did not pass'
    done
    note 11 not_checked '이 도구들로는 확인하지 않습니다' 'not by these tools'
    note 12 not_checked 'FORMAT.md를 봐 주세요' 'see FORMAT.md; openssl ts can do it'
    ko='' en='' way='by phone'
    case $told in # one content a way: what the sender says, and nothing that was checked
    1bfd420a0f6bd20a194e9b9e13348672b152305e6eded972714ef56a8680e231) ko='보낸 분은 전화로 알렸다고 적었습니다. ' en='the sender says it was told by phone; ' way='with that' ;;
    ddd49a5ce51fd5fe2a37f53557c29caa37838c9481e1cce901674187c01899e0) ko='보낸 분은 만나서 알렸다고 적었습니다. ' en='the sender says it was told in person; ' way='with that' ;;
    19ae5f197a5c8aa6516b9e245eb0560d1b02f3d9b5dd43bd8190e8c80421b890) ko='보낸 분은 편지로 알렸다고 적었습니다. ' en='the sender says it was told by letter; ' way='with that' ;;
    f45619a49e007aa37465fafc71d0fe87c1f1117c0552a8f4007dd66993a03ea8) ko='보낸 분은 먼저 보낸 묶음으로 알렸다고 적었습니다. ' en='the sender says it was told in an earlier bundle; ' way='with that' ;;
    esac
    note 13 not_checked "${ko:-전화로 }${ko:+그것과 }맞춰 보세요${mark:+: }$mark" "${en}no program can know it; compare ${way}${mark:+: }$mark"
    echo
    if [ "$failed" ]; then
        say '맞지 않는 것이 있습니다. 묶음을 다시 받고, 이것은 그대로 두세요.' 'Something does not match. Ask for the bundle once more, and keep this one as it is.'
    elif [ "$lacking" ]; then
        say '확인하지 못한 것이 있습니다.' 'Not everything could be checked.'
    else
        say '이 도구들로 확인할 수 있는 것은 모두 맞습니다. 나머지는 OPEN.html이나 프로그램의 verify로 확인할 수 있습니다.' 'Everything that these tools can check matches. OPEN.html or the program'"'"'s verify can check the rest.'
    fi
    [ ! -e bag.zip ] ||
        say '이 폴더에 있는 bag.zip과 bag은 암호화되어 있지 않습니다. 더 필요하지 않으면 지워 주세요.' 'bag.zip and bag in that folder are not encrypted. Delete them when they are no longer needed.'
    rm -f said.txt joined.age signers.txt names.txt sizes.txt wanted.txt
    if [ "$failed" ]; then exit 1; elif [ "$lacking" ]; then exit 3; else exit 0; fi
}

fail() { # NUMBER KOREAN ENGLISH: the check failed, and nothing after it can be made
    note "$1" failed "$2" "$3"
    finish
}

# ---- what was asked for

identity=
while getopts kei: option; do
    case $option in
    k) language=ko ;;
    e) language=en ;;
    i) identity=$OPTARG ;;
    *) set -- ;;
    esac
done
[ $# -gt 0 ] && shift $((OPTIND - 1))
[ $# -eq 1 ] && [ "$1" ] || stop '쓰는 법: sh verify.sh [-k|-e] [-i 열쇠파일] 새폴더' 'Usage: sh verify.sh [-k|-e] [-i IDENTITY-FILE] NEW-FOLDER'
target=$1
case $target in /*) ;; *) target=./$target ;; esac
case $identity in '' | /*) ;; *) identity=$PWD/$identity ;; esac
[ -z "$identity" ] || [ -r "$identity" ] || stop '열쇠 파일을 읽을 수 없습니다.' 'The identity file cannot be read.'

for tool in age unzip awk grep sed sort cut cmp dd fold iconv od openssl wc; do
    there $tool || stop "$tool 프로그램이 필요합니다." "The program $tool is needed."
done
unzip -v 2>/dev/null | grep -q Info-ZIP || stop 'Info-ZIP의 unzip이 필요합니다.' "Info-ZIP's unzip is needed."
sums=sha256sum
there sha256sum || sums='shasum -a 256'
there "${sums%% *}" || stop 'sha256sum 프로그램이 필요합니다.' 'The program sha256sum is needed.'
sum_of() { $sums <"$1" | cut -c1-64; }

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(cd -- "$here" 2>/dev/null && pwd -P) || stop '이 폴더를 읽을 수 없습니다.' 'This folder cannot be read.'
mkdir -- "$target" 2>/dev/null || stop '새 폴더를 만들 수 없습니다. 아직 없는 폴더의 이름을 적어 주세요.' 'The new folder cannot be made. Please name one that is not there yet.'
cd -- "$target" || exit 2
made=$(pwd -P)
say '묶음의 내용이 암호화되지 않은 채로 이 폴더에 놓입니다:' 'What is in the bundle is written, not encrypted, into this folder:'
printf '  %s\n' "$target" | tr -d '\000-\011\013-\037\177'

# ---- 1 and 2: the key, the bundle, its parts
is_age() { [ "$(dd if="$1" bs=22 count=1 2>/dev/null | tr -d '\000')" = age-encryption.org/v1 ]; }

ours='^[0-9a-f]{64}  bundle[.]age[.][0-9]{3}$'
bundle=$here/bundle.age
if [ ! -f "$bundle" ]; then
    set +f
    count=0
    for part in "$here"/bundle.age.[0-9][0-9][0-9]; do [ -f "$part" ] && count=$((count + 1)); done
    set -f
    list=$here/parts.sha256
    [ $count -gt 0 ] || [ -f "$list" ] || stop '이 스크립트 곁에 bundle.age가 없습니다.' 'There is no bundle.age beside this script.'
    [ -f "$list" ] || fail 1 'parts.sha256이 없습니다' 'parts.sha256 is not there'
    lines=$(wc -l <"$list")
    [ "$lines" -le 999 ] && [ "$(grep -Ec "$ours" "$list")" -eq "$lines" ] &&
        [ "$(wc -c <"$list")" -eq $((lines * 81)) ] ||
        fail 1 'parts.sha256을 읽을 수 없습니다' 'parts.sha256 cannot be read'
    number=0
    while [ $number -lt "$lines" ]; do
        number=$((number + 1))
        name=$(printf 'bundle.age.%03d' $number)
        [ "$(sed -n "${number}s/.*  //p" "$list")" = "$name" ] ||
            fail 1 'parts.sha256을 읽을 수 없습니다' 'parts.sha256 cannot be read'
        [ -f "$here/$name" ] || fail 1 "$name 이(가) 없습니다" "$name is not there"
        cat -- "$here/$name" >>joined.age || exit 2
    done
    [ $count -eq "$lines" ] || fail 1 '목록에 없는 부분이 있습니다' 'there is a part that is not in the list'
    bundle=joined.age
fi

open_with() { # reads an identity, makes bag.zip; what age says goes to said.txt
    age -d -i - -o bag.zip "$bundle" 2>said.txt
}

text_of() { # COMMAND: what it prints; a zero byte, which shells drop and other programs read, is marked
    rm -f good.txt
    { "$@" && : >good.txt; } | tr '\000' '!'
    [ -e good.txt ] && rm -f good.txt
}
unsealed() { # FILE: what its passphrase opens; age asks for it on the terminal. No verdict without it
    text_of age -d -- "$1" 2>said.txt && return
    case $(cat said.txt) in
    *'incorrect passphrase'*) stop '암호 낱말이 다르거나 열쇠 파일이 손상되었습니다.' 'The passphrase is another one, or the key file is damaged.' ;;
    *'could not read passphrase'* | *"can't be empty"*) stop '암호 낱말을 입력하지 않았습니다. 터미널에서 다시 실행해 주세요.' 'No passphrase was typed. Please start this again in a terminal.' ;;
    esac
    return 1
}

first_identity() { # the one line that counts
    grep -v '^#' | grep -v '^[[:space:]]*$' | sed -n '1s/^[[:space:]]*//;1s/[[:space:]]*$//;1p'
}
is_identity() { printf '%s\n' "$1" | grep -Eq '^AGE-SECRET-KEY-1[0-9A-Z]{58}$'; }

opened() { # whether age was content, or got past the key
    [ "$1" -eq 0 ] && return 0
    [ "$(dd if="$bundle" bs=1 skip=22 count=3 2>/dev/null | tr -d '\000')" = --- ] && return 0 # for nobody: damaged
    ! grep -Eq 'no identity matched|did not match any|reading "|malformed secret' said.txt
}

status=1
if [ -z "$identity" ]; then
    key=$here/key-passphrase.age
    if [ ! -f "$key" ]; then
        set +f
        for other in "$here"/key-*.age; do
            [ ! -f "$other" ] || stop '이 묶음은 암호 낱말이 아니라 받는 곳의 열쇠 파일로 엽니다: sh verify.sh -i 열쇠파일 새폴더' 'This bundle opens with its recipient'"'"'s key file, not with a passphrase: sh verify.sh -i IDENTITY-FILE NEW-FOLDER'
        done
        set -f
    fi
    [ -f "$key" ] || fail 1 'key-passphrase.age가 없습니다' 'key-passphrase.age is not there'
    [ "$(wc -c <"$key")" -le 65536 ] && is_age "$key" ||
        fail 1 'key-passphrase.age가 손상되었습니다' 'key-passphrase.age is damaged'
    work=$(sed -n '2s/^-> scrypt [A-Za-z0-9+/]* \([1-9][0-9]*\)$/\1/p' "$key" 2>/dev/null | cut -c1-4)
    [ -z "$work" ] || [ "$work" -le 20 ] || stop '이 열쇠 파일은 지나치게 큰 계산을 요구합니다. 열지 않습니다.' 'This key file asks for more work than such a file may. It is not opened.'
    say '암호 낱말을 입력해 주세요. 입력하는 글자는 보이지 않습니다.' 'Please type the passphrase. What you type is not shown.'
    inner=$(unsealed "$key")
    status=$?
    [ $status -ne 2 ] || exit 2
    [ $status -eq 0 ] || fail 1 'key-passphrase.age가 손상되었습니다' 'key-passphrase.age is damaged'
    inner=$(printf '%s\n' "$inner" | first_identity)
    is_identity "$inner" || fail 1 'key-passphrase.age가 손상되었습니다' 'key-passphrase.age is damaged'
    printf '%s\n' "$inner" | open_with
    status=$?
    opened $status || fail 1 '곁에 있는 열쇠로는 열리지 않습니다' 'the key beside it does not open it'
else
    no_key() { stop '열쇠 파일이 아닙니다. AGE-SECRET-KEY로 시작하는 줄이 든 파일이 필요합니다.' 'This is no key file. It has to hold a line that begins with AGE-SECRET-KEY.'; }
    [ "$(wc -c <"$identity")" -le 65536 ] || no_key
    own=$(tr -d '\000' <"$identity")
    if is_age "$identity" || printf '%s\n' "$own" | grep -q '^-----BEGIN AGE ENCRYPTED FILE-----'; then
        say '열쇠 파일의 여는 말을 입력해 주세요. 입력하는 글자는 보이지 않습니다.' 'Please type the passphrase of your key file. What you type is not shown.'
        own=$(unsealed "$identity") # asked for once, not once for each file
        status=$?
        [ $status -ne 2 ] || exit 2
        [ $status -eq 0 ] || no_key
    fi
    own=$(printf '%s\n' "$own" | tr -d '\r' | grep -E '^[[:space:]]*AGE-SECRET-KEY-') || no_key
    printf '%s\n' "$own" | open_with
    status=$?
    if grep -q 'unknown identity type' said.txt; then
        stop '이 age로는 이 열쇠 파일을 쓸 수 없습니다. 양자 내성 열쇠는 age 1.3 이상이나 OPEN.html에서 열립니다.' 'This age cannot use that key file. A post-quantum key opens it with age 1.3 or later, or in OPEN.html.'
    fi
    if ! opened $status; then
        set +f
        set -- "$here"/key-*.age
        number=0
        set -f
        for key; do
            printf '%s\n' "${key##*/}" | grep -Eq '^key-[a-z0-9-]{1,32}[.]age$' || continue
            [ "${key##*/}" != key-passphrase.age ] && number=$((number + 1)) && [ $number -le 64 ] || continue
            [ "$(wc -c <"$key")" -le 65536 ] && is_age "$key" || continue
            inner=$(printf '%s\n' "$own" | text_of age -d -i - -- "$key" 2>/dev/null) || continue
            inner=$(printf '%s\n' "$inner" | first_identity)
            is_identity "$inner" || continue
            printf '%s\n' "$inner" | open_with
            status=$?
            opened $status && break
        done
        opened $status || fail 1 '이 열쇠로는 열리지 않습니다' 'this key does not open it'
    fi
fi
if [ $status -ne 0 ] && grep -Eqi 'no space|quota|permission denied|read-only|too large' said.txt; then
    stop '새 폴더에 쓸 수 없습니다. 자리가 있는지 봐 주세요.' 'The new folder cannot be written to. Please see whether there is room.'
fi
note 1 passed
[ $status -eq 0 ] || fail 2 '바이트가 바뀌었거나 잘렸습니다' 'bytes in it were changed or cut off'
# One X25519 stanza and nothing else: what other readers count, these tools do not.
shape=$(dd if="$bundle" bs=512 count=1 2>/dev/null | tr -d '\000' | sed -n '1,4p' |
    grep -Ec '^(age-encryption[.]org/v1|-> X25519 [A-Za-z0-9+/]{43}|[A-Za-z0-9+/]{43}|--- [A-Za-z0-9+/]{43})$')
if [ "$shape" -eq 4 ]; then
    note 2 passed
else
    note 2 not_checked '머리 부분이 보통의 모양이 아닙니다' 'its header is not of the usual shape'
fi

# ---- 3: the archive; only what these tools can see

size=$(wc -c <bag.zip)
odd='안에 있을 수 없는 파일이 있습니다'
if [ "$size" -eq 22 ]; then
    note 3 not_checked
    fail 4 '안에 아무것도 없습니다' 'it is empty'
fi
[ "$size" -gt 22 ] && unzip -Z1 bag.zip >names.txt 2>/dev/null || fail 3 '압축 파일의 끝이 맞지 않습니다' 'the end of the archive is not in order'
[ "$(wc -l <names.txt)" -le 200000 ] || fail 3 "$odd" 'it holds more files than a bundle can'
unzip -Z -s bag.zip 2>/dev/null | sed -e '1,2d' -e '$d' >sizes.txt
grep -Eqv '^-rw-r--r-- +[0-9.]+ unx +[0-9]+ [bt][-x] stor [0-9A-Za-z-]+ [0-9:]+ bag/[A-Za-z0-9._/-]+$' sizes.txt &&
    fail 3 "$odd" 'a file in it is packed, linked, locked or named in another way than allowed'
grep -Eqv '^bag(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,6}$' names.txt && fail 3 "$odd" 'a file in it has a name that is not allowed'
[ "$(tr '[:upper:]' '[:lower:]' <names.txt | sort | uniq -d | wc -l)" -eq 0 ] || fail 3 "$odd" 'a file stands in it twice'
total=$(unzip -Z -t bag.zip 2>/dev/null | sed -n 's/.* files*, \([0-9]*\) bytes uncompressed.*/\1/p')
[ "${total:-x}" != x ] && [ "$total" -le "$size" ] || fail 3 "$odd" 'a file in it is larger than it can be'
(
    ulimit -f $((size / 512 + 2)) 2>/dev/null
    exec unzip -n -q bag.zip
) >said.txt 2>&1 </dev/null
status=$?
sums_in_archive=right
if [ $status -ne 0 ]; then
    case $status in
    1 | 2 | 3 | 12 | 51 | 81 | 82) ;;
    *) stop '새 폴더에 풀 수 없습니다. 자리가 있는지 봐 주세요.' 'It cannot be unpacked into the new folder. Please see whether there is room.' ;;
    esac
    grep -q 'bad CRC' said.txt || fail 3 '압축 파일이 가지런하지 않습니다' 'the archive is not in order'
    sums_in_archive=wrong
fi
[ -d bag ] && [ "$(find bag ! -type f ! -type d | wc -l)" -eq 0 ] && [ "$(find bag -type f | sort)" = "$(sort names.txt)" ] ||
    fail 3 "$odd" 'it unpacks to something else than it lists'
note 3 not_checked '이 도구들이 볼 수 있는 것은 맞습니다' 'what these tools can see of it is in order'

# ---- 4 to 6: the bag

cd bag || exit 2
list_form() { # FILE: sums, two spaces, names, sorted, each once, nothing else
    [ -f "$1" ] && [ "$(wc -l <"$1")" -gt 0 ] && [ -z "$(tail -c 1 "$1")" ] &&
        [ "$(tr -d '0-9A-Za-z._/\n -' <"$1" | wc -c)" -eq 0 ] &&
        ! grep -Eqv '^[0-9a-f]{64}  [A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,5}$' "$1" &&
        ! grep -Eq '[.](/|$)|.{187}' "$1" &&
        ! grep -Eiq '[ /](con|prn|aux|nul|com[0-9]|lpt[0-9])([./]|$)' "$1" &&
        cut -c67- "$1" | sort -c -u 2>/dev/null
}
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' | cmp -s - bagit.txt && list_form manifest-sha256.txt && ! cut -c67- manifest-sha256.txt | grep -Eqv '^data/.' ||
    note 4 failed '목록을 읽을 수 없습니다' 'a list of the bag cannot be read'
case $done_checks in *' 4:'*) ;; *)
    {
        cut -c67- manifest-sha256.txt
        printf '%s\n' bag-info.txt bagit.txt manifest-sha256.txt tagmanifest-sha256.txt
    } | sort >../wanted.txt
    if sed 's/^bag.//' ../names.txt | sort | cmp -s - ../wanted.txt; then
        note 4 passed
    else
        note 4 failed '목록과 다른 파일이 있거나 빠졌습니다' 'a file is missing, or there but not in the list'
    fi
    ;;
esac
if passed 2 && passed 4; then
    if $sums -c manifest-sha256.txt >../said.txt 2>/dev/null && [ $sums_in_archive = right ]; then
        note 5 passed
    else
        bad=$(grep -v ': OK$' ../said.txt | sed 's/: .*//' | head -n 1)
        note 5 failed "SHA-256이 다릅니다. $bad" "another sum. $bad"
    fi
fi
if passed 4; then
    for name in bag-info.txt bagit.txt manifest-sha256.txt; do
        printf '%s  %s\n' "$(sum_of $name)" $name
    done | cmp -s - tagmanifest-sha256.txt && note 6 passed || note 6 failed '목록이 바뀌었습니다' 'a list was changed'
fi

# ---- 7, 8 and 10: the signed list and the signed end of the log

# The one spelling that a signed list has; whatever is spelled otherwise is left to other readers.
letter='[^"\\[:cntrl:]]|'$(printf '\177')'|\\["\\bfnrt]|\\u00(0[0-7bef]|1[0-9a-f])'
text="\"($letter)*\""
hex='[0-9a-f]{64}'
count='(0|[1-9][0-9]{0,14})'
time='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{3})?Z'
key='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}'
agent='[!#-[^-~]([!#-[^-~]|]){0,39}'
exhibit="\"item\":\"($letter)+\",\"media_type\":$text,\"name\":$text"
file="[{]($exhibit|\"media_type\":$text),\"path\":\"[A-Za-z0-9._/-]+\",\"sha256\":\"$hex\",\"size\":${count}[}]"
list="^[{]\"case\":$text,\"custody\":[{]\"head\":\"$hex\",\"number\":[1-9][0-9]{0,14}[}],\"files\":\\[($file(,$file)*)?\\],\"format\":\"ongi-bundle-v1\",\"made_at\":\"$time\",\"public_key\":\"$key\",\"tool\":[{]\"name\":\"$agent\",\"version\":\"$agent\"[}][}]\$"

proofs=data/proofs signed=data/proofs/manifest.json
readable() { # whether the signed list is in that spelling
    [ -f $signed ] && [ "$(wc -c <$signed)" -le 4194304 ] && [ "$(wc -l <$signed)" -eq 0 ] &&
        [ "$(tr -d '\000' <$signed | wc -c)" -eq "$(wc -c <$signed)" ] &&
        iconv -f UTF-8 -t UTF-8 $signed >/dev/null 2>&1 &&
        { cat $signed; echo; } | grep -Eq "$list" &&
        grep -o '"path":"[^"]*","sha256":"[^"]*"' $signed | sed 's/"path":"\(.*\)","sha256":"\(.*\)"/\2  \1/' >../wanted.txt &&
        list_form ../wanted.txt
}
said_at_end() { # 1 to 4: when, key, program, version
    # shellcheck disable=SC1003 # the backslash stands before what is put in
    sed -n 's/.*,"made_at":"\([^"]*\)","public_key":"\([^"]*\)","tool":{"name":"\([^"]*\)","version":"\([^"]*\)"}}$/\'"$1"'/p' $signed
}
# A signature has one text, in lines of 70, and one shape inside: nothing reserved, nothing behind.
inside="^5353485349470000000100000033[0-9a-f]{102}0000000(b6f6e67692d62756e646c65|f6f6e67692d636865636b706f696e74)"
inside="${inside}00000000000000067368613531320000005[0-9a-f]0000000b7373682d6564323535313900000040[0-9a-f]{126}0[0-9a-f]\$"
anybodys='^.{66}(0[01]0{60}[08]0|(e[c-f]|f.)(ff){30}[7f]f|c7176a70.{54}[7f]a|26e8958f.{54}[08]5)' # keys of low order
armor() { # FILE
    [ -f "$1" ] && [ "$(wc -c <"$1")" -le 2000 ] &&
        sed -e 1d -e '$d' "$1" | tr -d '\n' | openssl base64 -d -A >../said.txt 2>/dev/null &&
        {
            echo '-----BEGIN SSH SIGNATURE-----'
            openssl base64 -A -in ../said.txt | fold -w 70
            echo
            echo '-----END SSH SIGNATURE-----'
        } | cmp -s - "$1" &&
        od -An -v -tx1 ../said.txt | tr -d ' \n' | grep -E "$inside" | grep -Eqv "$anybodys"
}
fits() { # FILE PURPOSE: by the key in the list
    ssh-keygen -Y verify -f ../signers.txt -I vault -n "$2" -s "$1.sig" <"$1" >/dev/null 2>&1
}

other='이 도구들은 이 목록을 읽지 못합니다'
if readable; then
    printf 'vault namespaces="ongi-bundle,ongi-checkpoint" %s\n' "$(said_at_end 2)" >../signers.txt
    if passed 4; then
        payload=$(sed -n 's/.* unx *\([0-9]*\) .* bag.\(data.*\)/\1 \2/p' ../sizes.txt | sort -k 2)
        sizes=$(printf '%s\n' "$payload" | grep -v ' data/proofs/manifest[.]json\([.]sig\)*$' | cut -d ' ' -f 1)
        oxum=$(printf '%s\n' "$payload" | awk '{ sum += $1 } END { printf "%.0f.%d", sum, NR }')
        if ! grep -v '  data/proofs/manifest[.]json\([.]sig\)*$' manifest-sha256.txt | cmp -s - ../wanted.txt ||
            [ "$sizes" != "$(grep -o '"size":[0-9]*}' $signed | tr -dc '0-9\n')" ]; then
            note 7 failed '두 목록이 다릅니다' 'the two lists differ'
        elif ! printf 'Bag-Software-Agent: %s %s\nBagging-Date: %.10s\nPayload-Oxum: %s\n' "$(said_at_end 3)" "$(said_at_end 4)" "$(said_at_end 1)" "$oxum" | cmp -s - bag-info.txt; then
            note 7 failed 'bag-info.txt가 목록과 다릅니다' 'bag-info.txt differs from the list'
        else
            note 7 passed
        fi
    fi
    if ! there ssh-keygen; then
        note 8 not_checked 'ssh-keygen이 필요합니다' 'it needs ssh-keygen'
    elif ! armor $signed.sig || ! fits $signed ongi-bundle; then
        note 8 failed '서명이 맞지 않습니다' 'the signature does not fit'
    elif ! cmp -s ../signers.txt $proofs/allowed_signers; then
        note 8 failed 'allowed_signers가 다릅니다' 'allowed_signers names something else'
    else
        note 8 passed
    fi
else
    note 8 not_checked "$other" 'these tools cannot read this list'
fi
note 9 not_checked '이 도구들로는 확인하지 않습니다' 'not by these tools'

end=data/custody/checkpoint.txt log=data/custody/log.jsonl
if passed 8; then
    said=$({ cat $end && echo; } 2>/dev/null | grep -E "^[{]\"at\":\"$time\",\"facts\":[{][}],\"head\":\"$hex\",\"number\":$count,\"type\":\"ongi-checkpoint-v1\"[}]\$" |
        sed 's/.*"head":"\([0-9a-f]*\)","number":\([0-9]*\).*/\1 \2/')
    listed=$(sed -n 's/^{"case":.*,"custody":{"head":"\([0-9a-f]*\)","number":\([0-9]*\)},"files":.*/\1 \2/p' $signed)
    last=$(tail -n 1 $log 2>/dev/null | sed -n 's/.*,"head":"\([0-9a-f]*\)","number":\([0-9]*\)}$/\1 \2/p')
    if [ ! -f $end ] || [ ! -f $log ] || ! armor $end.sig || ! fits $end ongi-checkpoint; then
        note 10 failed '서명이 기록의 끝과 맞지 않습니다' 'the signature does not fit the end of the log'
    elif [ -z "$said" ] || [ "$(wc -l <$end)" -ne 0 ] || [ -z "$last" ]; then
        note 10 not_checked "$other" 'these tools cannot read the end of the log'
    elif [ "$said" != "$listed" ] || [ "$said" != "$last" ]; then
        note 10 failed '기록의 끝이 서명된 것과 다릅니다' 'the log ends elsewhere than was signed'
    else
        note 10 passed
    fi
fi
passed 8 && told=$(sed -n 's/.*"path":"data.proofs.signer[.]json","sha256":"\([0-9a-f]*\)".*/\1/p' $signed)
passed 8 && mark=$(said_at_end 2 | ssh-keygen -l -f - 2>/dev/null | cut -d ' ' -f 2)
cd .. || exit 2
finish

"""What viewers ask of the worker: parts of pictures, pages, frames, pieces of sound. No files."""

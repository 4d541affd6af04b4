"""What the operating system says of a file or an address, in Russian."""

import errno

_REASONS = {
    errno.ENOENT: "такого пути нет",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.ENOTDIR: "на этом пути стоит файл, а не папка",
    errno.EISDIR: "это папка, а не файл",
    errno.EEXIST: "там уже есть файл с таким именем",
    errno.EROFS: "этот диск только для чтения",
    errno.ENOSPC: "нет места на диске",
    errno.EDQUOT: "исчерпана квота места на диске",
    errno.ENAMETOOLONG: "слишком длинное имя",
    errno.EADDRINUSE: "его занимает другая программа",
    errno.EADDRNOTAVAIL: "у этой машины его нет",
}


def reason(error: OSError) -> str:
    """Why it did not work; what is rare is told as the system tells it."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__

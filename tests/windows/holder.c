/* Opens a file as Excel does (others may read it, no more), then runs a command while it is open:
 * holder FILE PROGRAM ARGUMENT...; ends with the command's status. */
#include <process.h>
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv)
{
    if (argc < 3)
        return 90;
    HANDLE file = CreateFileW(argv[1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL,
                              OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 91;
    intptr_t status = _wspawnv(_P_WAIT, argv[2], (const wchar_t *const *)(argv + 2));
    CloseHandle(file);
    return (int)status;
}

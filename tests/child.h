/* For tests of what a process does when it ends: runs a step in a child, with its own working
 * memory, and gives its exit status and what it said on the standard error. */
#ifndef PLANNER_TESTS_CHILD_H
#define PLANNER_TESTS_CHILD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
    int status; /* exit status, or 128 + the signal */
    char said[4096];
};

static inline struct child run_child(void (*step)(void *context), void *context)
{
    struct child child = {0};
    int ends[2];
    if (pipe(ends))
        abort();
    fflush(NULL);
    pid_t id = fork();
    if (!id) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        step(context);
        exit(0);
    }
    close(ends[1]);
    size_t used = 0;
    ssize_t got;
    while (used < sizeof child.said - 1 &&
           (got = read(ends[0], child.said + used, sizeof child.said - 1 - used)) > 0)
        used += (size_t)got;
    close(ends[0]);
    int status;
    waitpid(id, &status, 0);
    child.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return child;
}

/* A new folder of a test's own. */
static inline char *folder_new(void)
{
    static char name[64];
    snprintf(name, sizeof name, "%s", "/tmp/planner-test-XXXXXX");
    if (!mkdtemp(name))
        abort();
    return name;
}

/* With everything in it. */
static inline void folder_remove(const char *folder)
{
    pid_t id = fork();
    if (!id) {
        execlp("rm", "rm", "-rf", "--one-file-system", "--", folder, (char *)NULL);
        _exit(127);
    }
    waitpid(id, NULL, 0);
}

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/support.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is to be freed, and for a folder removed, at the end. */
struct kept {
    struct kept *next;
    char *text;
    pid_t folder_of; /* the process that made the folder; 0 = no folder */
};

static struct kept *all;

static void demand(int fine, const char *what) {
    if (fine)
        return;
    fprintf(stderr, "tests/support: %s: %s\n", what, strerror(errno));
    exit(99);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static void clean(void) {
    while (all != NULL) {
        struct kept *next = all->next;
        if (all->folder_of == getpid()) /* a fork's end leaves its parent's folders alone */
            nftw(all->text, remove_one, 16, FTW_DEPTH | FTW_PHYS);
        free(all->text);
        free(all);
        all = next;
    }
}

static const char *keep(char *text, pid_t folder_of) {
    struct kept *kept = malloc(sizeof *kept);
    demand(text != NULL && kept != NULL, "memory");
    if (all == NULL)
        atexit(clean);
    *kept = (struct kept){all, text, folder_of};
    all = kept;
    return text;
}

const char *support_text(const char *format, ...) {
    char *text = NULL;
    va_list args;
    va_start(args, format);
    demand(vasprintf(&text, format, args) >= 0, "memory");
    va_end(args);
    return keep(text, 0);
}

const char *support_folder(void) {
    const char *under = getenv("TMPDIR");
    char *path = NULL;
    int length = asprintf(&path, "%s/angkut-test-XXXXXX", under != NULL && *under ? under : "/tmp");
    demand(length >= 0 && mkdtemp(path) != NULL, "a folder for the test");
    return keep(path, getpid());
}

static void make_folders(char *path) {
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        demand(mkdir(path, 0777) == 0 || errno == EEXIST, path);
        *slash = '/';
    }
}

const char *support_write_bytes(const char *folder, const char *name, const void *bytes, size_t length) {
    char *path = NULL;
    demand(asprintf(&path, "%s/%s", folder, name) >= 0, "memory");
    make_folders(path);
    FILE *file = fopen(path, "wb");
    demand(file != NULL, path);
    demand(fwrite(bytes, 1, length, file) == length, path);
    demand(fclose(file) == 0, path);
    return keep(path, 0);
}

const char *support_write(const char *folder, const char *name, const char *text) {
    return support_write_bytes(folder, name, text, strlen(text));
}

/* All that is left in the stream, on the heap, a NUL behind. */
static char *read_all(FILE *stream, const char *what) {
    char *text = NULL;
    size_t size = 0, count;
    FILE *to = open_memstream(&text, &size);
    demand(to != NULL, what);
    char bytes[4096];
    while ((count = fread(bytes, 1, sizeof bytes, stream)) > 0)
        demand(fwrite(bytes, 1, count, to) == count, what);
    demand(!ferror(stream) && fclose(to) == 0, what);
    return text;
}

const char *support_read(const char *path) {
    FILE *file = fopen(path, "rb");
    demand(file != NULL, path);
    char *text = read_all(file, path);
    fclose(file);
    return keep(text, 0);
}

const char *support_findings(const struct diag *diag, enum diag_level least) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    demand(out != NULL, "memory");
    diag_print(diag, least, false, out);
    fclose(out);
    return keep(text, 0);
}

const char *support_run(const char *command, int *status) {
    fflush(NULL);
    FILE *pipe = popen(support_text("exec 2>&1; %s", command), "r");
    demand(pipe != NULL, command);
    char *output = read_all(pipe, command);
    int end = pclose(pipe);
    demand(end >= 0, command);
    if (status != NULL)
        *status = WIFEXITED(end) ? WEXITSTATUS(end) : 128 + WTERMSIG(end);
    return keep(output, 0);
}

bool support_is_pass(const char *name) {
    const char *pass = getenv("TEST_PASS");
    return strcmp(pass != NULL ? pass : "plain", name) == 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Without a fuzzer: each file of a corpus through its target, once. test_fuzz_NAME [FILE...]; without files those of
 * tests/fuzz/corpus/NAME.
 */
#include "base/file.h"
#include "tests/fuzz/fuzz.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CORPUS_AT_LEAST = 20, MOST_BYTES = 32 << 20 };

static int replay(const char *path) {
    struct error err;
    size_t length;
    char *text = file_read(path, MOST_BYTES, &length, &err);
    if (text == NULL) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    uint8_t *exact = malloc(length > 0 ? length : 1); /* so that a sanitizer sees a byte read past the end */
    memcpy(exact, text, length);
    free(text);
    LLVMFuzzerTestOneInput(exact, length);
    free(exact);
    return 0;
}

int main(int argc, char **argv) {
    const char *name = strrchr(program_invocation_short_name, '_');
    char pattern[200];
    glob_t corpus = {0};
    int failures = 0;
    for (int i = 1; i < argc; i++)
        failures += replay(argv[i]);
    if (argc > 1)
        return failures > 0;
    snprintf(pattern, sizeof pattern, "tests/fuzz/corpus/%.80s/*", name != NULL ? name + 1 : "");
    glob(pattern, 0, NULL, &corpus);
    for (size_t i = 0; i < corpus.gl_pathc; i++)
        failures += replay(corpus.gl_pathv[i]);
    printf("fuzz corpus %s: %zu documents\n", name != NULL ? name + 1 : "?", corpus.gl_pathc);
    failures += corpus.gl_pathc < CORPUS_AT_LEAST;
    globfree(&corpus);
    return failures > 0;
}

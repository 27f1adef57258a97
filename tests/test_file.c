// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void assert_contains(const char *text, const char *part) {
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, text);
}

/* The names in a folder, one a line. */
static const char *listing(const char *folder) {
    return support_run(support_text("ls -A '%s'", folder), NULL);
}

static void write_whole(const char *path, const char *text) {
    AUTO(file_release) struct file_out out;
    struct error err = {0};
    assert_true(file_create(&out, path, NULL, &err));
    fputs(text, out.stream);
    assert_true(file_commit(&out, &err));
}

static void a_file_is_read_whole(void **state) {
    (void)state;
    static const size_t lengths[] = {0, 1, 4095, 65535, 65536, 65537, 300000};
    const char *folder = support_folder();
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        AUTO_FREE char *bytes = xcalloc(lengths[i] + 1, 1);
        for (size_t k = 0; k < lengths[i]; k++)
            bytes[k] = (char)(k * 31 % 251); /* NULs among them */
        const char *path = support_write_bytes(folder, "x", bytes, lengths[i]);
        size_t length = 999;
        AUTO_FREE char *text = file_read(path, lengths[i], &length, NULL);
        assert_non_null(text);
        assert_int_equal(length, lengths[i]);
        assert_memory_equal(text, bytes, length + 1);
    }
}

static void a_pipe_is_read_whole(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_text("%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    FILE *writer = popen(support_text("seq 1 20000 > '%s'", path), "w");
    size_t length;
    AUTO_FREE char *text = file_read(path, 1000000, &length, NULL);
    pclose(writer);
    assert_non_null(text);
    assert_int_equal(length, 9 * 2 + 90 * 3 + 900 * 4 + 9000 * 5 + 10001 * 6); /* digits and a newline */
    assert_string_equal(text + length - 6, "20000\n");
}

static void what_cannot_be_read_says_why(void **state) {
    (void)state;
    const char *folder = support_folder();
    const char *big = support_write(folder, "big", "12345678901");
    const struct {
        const char *path;
        enum error_code code;
        const char *message;
    } cases[] = {
        {support_text("%s/none", folder), ERROR_IO, "/none: No such file or directory"},
        {support_text("%s/big/under", folder), ERROR_IO, "/big/under: Not a directory"},
        {folder, ERROR_IO, ": Is a directory"},
        {"", ERROR_IO, "No such file or directory"},
        {big, ERROR_INPUT, "/big is larger than 10 bytes"},
        {"/dev/zero", ERROR_INPUT, "/dev/zero is larger than 10 bytes"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error err = {0};
        size_t length;
        assert_null(file_read(cases[i].path, 10, &length, &err));
        assert_int_equal(err.code, cases[i].code);
        assert_contains(err.message, cases[i].message);
    }
}

static void a_file_without_permission_is_an_io_error(void **state) {
    (void)state;
    if (geteuid() == 0) {
        print_message("root may read everything: not tried\n");
        return;
    }
    const char *path = support_write(support_folder(), "secret", "x");
    assert_int_equal(chmod(path, 0), 0);
    struct error err = {0};
    size_t length;
    assert_false(file_exists(path));
    assert_null(file_read(path, 10, &length, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_contains(err.message, "Permission denied");
}

static void existence_is_told(void **state) {
    (void)state;
    const char *folder = support_folder();
    assert_true(file_exists(support_write(folder, "a", "")));
    assert_false(file_exists(support_text("%s/b", folder)));
}

static void paths_are_joined_by_one_slash(void **state) {
    (void)state;
    static const char *const cases[][3] = {{"data", "roads", "data/roads"},
                                           {"data/", "roads", "data/roads"},
                                           {"", "roads", "roads"},
                                           {"/", "x", "/x"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        AUTO_FREE char *path = file_join(cases[i][0], cases[i][1]);
        assert_string_equal(path, cases[i][2]);
    }
}

static void the_old_file_is_there_until_the_new_one_is_whole(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_write(folder, "plan.json", "old");
    {
        AUTO(file_release) struct file_out out;
        assert_true(file_create(&out, path, NULL, NULL));
        fputs("new", out.stream);
        fflush(out.stream);
        assert_string_equal(support_read(path), "old");
        assert_true(file_commit(&out, NULL));
        assert_string_equal(support_read(path), "new");
    }
    assert_string_equal(support_read(path), "new");
    assert_string_equal(listing(folder), "plan.json\n");
}

static void what_is_not_committed_leaves_no_trace(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_write(folder, "plan.json", "old");
    const char *fresh = support_text("%s/fresh.json", folder);
    {
        AUTO(file_release) struct file_out out, other;
        assert_true(file_create(&out, path, NULL, NULL));
        assert_true(file_create(&other, fresh, NULL, NULL));
        fputs("new", out.stream);
        fputs("new", other.stream);
    }
    assert_string_equal(support_read(path), "old");
    assert_string_equal(listing(folder), "plan.json\n");
}

static void two_writers_of_one_file_do_not_mix(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_text("%s/plan.json", folder);
    AUTO(file_release) struct file_out one, two;
    assert_true(file_create(&one, path, NULL, NULL));
    assert_true(file_create(&two, path, NULL, NULL));
    fputs("one", one.stream);
    fputs("two two", two.stream);
    assert_true(file_commit(&two, NULL));
    assert_string_equal(support_read(path), "two two");
    assert_true(file_commit(&one, NULL));
    assert_string_equal(support_read(path), "one");
    assert_string_equal(listing(folder), "plan.json\n");
}

static void the_mode_and_the_link_stay(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_write(folder, "real", "old");
    const char *link = support_text("%s/link", folder);
    struct stat status;
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(symlink("real", link), 0);
    write_whole(link, "new");
    assert_string_equal(support_read(path), "new");
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    mode_t mask = umask(027);
    const char *fresh = support_text("%s/fresh", folder);
    write_whole(fresh, "x");
    umask(mask);
    assert_int_equal(stat(fresh, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void a_full_device_is_an_io_error(void **state) {
    (void)state;
    static const size_t lengths[] = {1, 1000000}; /* refused when flushed; when written */
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        AUTO(file_release) struct file_out out;
        struct error err = {0};
        assert_true(file_create(&out, "/dev/full", NULL, &err));
        for (size_t k = 0; k < lengths[i]; k++)
            putc('x', out.stream);
        assert_false(file_commit(&out, &err));
        assert_int_equal(err.code, ERROR_IO);
        assert_string_equal(err.message, "cannot write /dev/full: No space left on device");
    }
    struct stat status;
    assert_int_equal(stat("/dev/full", &status), 0);
    assert_true(S_ISCHR(status.st_mode)); /* written to, not replaced */
}

static void a_borrowed_stream_is_flushed_and_stays_open(void **state) {
    (void)state;
    struct file_out out;
    struct error err = {0};
    FILE *full = fopen("/dev/full", "w"), *good = tmpfile();
    assert_true(file_create(&out, NULL, good, &err));
    fputs("text", out.stream);
    assert_true(file_commit(&out, &err));
    assert_int_equal(lseek(fileno(good), 0, SEEK_END), 4);
    file_release(&out);
    assert_true(fputs("more", good) >= 0);
    fclose(good);

    assert_true(file_create(&out, NULL, full, &err));
    fputs("text", out.stream);
    assert_false(file_commit(&out, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_string_equal(err.message, "cannot write the output: No space left on device");
    fclose(full);
}

static void where_no_file_can_be_made_says_why(void **state) {
    (void)state;
    const char *folder = support_folder();
    const struct {
        const char *path, *message;
    } cases[] = {
        {folder, ": Is a directory"},
        {support_text("%s/none/plan.json", folder), "/none/plan.json: No such file or directory"},
        {"", "No such file or directory"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        AUTO(file_release) struct file_out out;
        struct error err = {0};
        assert_false(file_create(&out, cases[i].path, NULL, &err));
        assert_int_equal(err.code, ERROR_IO);
        assert_contains(err.message, cases[i].message);
    }
    assert_string_equal(listing(folder), "");
}

static void a_rename_that_fails_leaves_no_trace(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_text("%s/plan", folder);
    AUTO(file_release) struct file_out out;
    struct error err = {0};
    assert_true(file_create(&out, path, NULL, &err));
    support_write(path, "inside", "a folder took the name"); /* plan/inside */
    assert_false(file_commit(&out, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_string_equal(listing(folder), "plan\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(a_pipe_is_read_whole),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(a_file_without_permission_is_an_io_error),
        cmocka_unit_test(existence_is_told),
        cmocka_unit_test(paths_are_joined_by_one_slash),
        cmocka_unit_test(the_old_file_is_there_until_the_new_one_is_whole),
        cmocka_unit_test(what_is_not_committed_leaves_no_trace),
        cmocka_unit_test(two_writers_of_one_file_do_not_mix),
        cmocka_unit_test(the_mode_and_the_link_stay),
        cmocka_unit_test(a_full_device_is_an_io_error),
        cmocka_unit_test(a_borrowed_stream_is_flushed_and_stays_open),
        cmocka_unit_test(where_no_file_can_be_made_says_why),
        cmocka_unit_test(a_rename_that_fails_leaves_no_trace),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}

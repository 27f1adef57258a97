// SPDX-License-Identifier: GPL-3.0-or-later
/* Signatures as minisign makes them (jedisct1.github.io/minisign), verified with libsodium. */
#include "tariff/tariff.h"

#include <string.h>

#ifdef HAVE_SODIUM
#include <sodium.h>

#include "base/mem.h"

enum { ID_BYTES = 10, KEY_BYTES = ID_BYTES + 32, SIGNATURE_BYTES = 64, COMMENT_BYTES = 1024 };
static const char untrusted[] = "untrusted comment: ", trusted[] = "trusted comment: ";

struct signature {
    unsigned char made[ID_BYTES + SIGNATURE_BYTES]; /* algorithm (2 bytes), key id (8), signature */
    unsigned char global[SIGNATURE_BYTES];          /* of the signature and the trusted comment */
    char comment[COMMENT_BYTES];
};

static bool decode(const char *text, size_t length, unsigned char *bytes, size_t count) {
    size_t got = 0;
    return sodium_base642bin(bytes, count, text, length, NULL, &got, NULL, sodium_base64_VARIANT_ORIGINAL) ==
               0 &&
           got == count;
}

/* The next of the file's lines, without its end; NULL where there is none. */
static const char *next_line(const char **at, size_t *length) {
    const char *line = *at, *end = strchr(line, '\n');
    if (*line == '\0')
        return NULL;
    *length = end != NULL ? (size_t)(end - line) : strlen(line);
    *at = line + *length + (end != NULL);
    return line;
}

static bool begins(const char *line, size_t length, const char *with) {
    return length >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

static bool take_lines(struct signature *signature, const char *text, struct error *err) {
    const char *line[4], *at = text;
    size_t length[4];
    for (int i = 0; i < 4; i++)
        if ((line[i] = next_line(&at, &length[i])) == NULL)
            return error_set(err, ERROR_FETCH, "the signature has %d lines, expected 4", i);
    if (*at != '\0')
        return error_set(err, ERROR_FETCH, "the signature has more than 4 lines");
    if (!begins(line[0], length[0], untrusted))
        return error_set(err, ERROR_FETCH, "line 1 of the signature does not begin with \"%s\"", untrusted);
    if (!decode(line[1], length[1], signature->made, sizeof signature->made))
        return error_set(err, ERROR_FETCH, "line 2 of the signature is not base64 of 74 bytes");
    size_t prefix = strlen(trusted);
    if (!begins(line[2], length[2], trusted) || length[2] - prefix >= sizeof signature->comment)
        return error_set(err, ERROR_FETCH,
                         "line 3 of the signature does not begin with \"%s\", or is too long", trusted);
    memcpy(signature->comment, line[2] + prefix, length[2] - prefix);
    signature->comment[length[2] - prefix] = '\0';
    if (!decode(line[3], length[3], signature->global, sizeof signature->global))
        return error_set(err, ERROR_FETCH, "line 4 of the signature is not base64 of 64 bytes");
    return true;
}

static bool verify_document(const struct signature *signature, const unsigned char *key, const void *bytes,
                            size_t length) {
    unsigned char hash[64];
    if (memcmp(signature->made, "Ed", 2) == 0) /* of the document itself, as old minisign made them */
        return crypto_sign_verify_detached(signature->made + ID_BYTES, bytes, length, key) == 0;
    return memcmp(signature->made, "ED", 2) == 0 &&
           crypto_generichash(hash, sizeof hash, bytes, length, NULL, 0) == 0 &&
           crypto_sign_verify_detached(signature->made + ID_BYTES, hash, sizeof hash, key) == 0;
}

static bool verify_comment(const struct signature *signature, const unsigned char *key) {
    unsigned char both[SIGNATURE_BYTES + COMMENT_BYTES];
    size_t length = strlen(signature->comment);
    memcpy(both, signature->made + ID_BYTES, SIGNATURE_BYTES);
    memcpy(both + SIGNATURE_BYTES, signature->comment, length);
    return crypto_sign_verify_detached(signature->global, both, SIGNATURE_BYTES + length, key) == 0;
}

/* The one word "serial:N" of the trusted comment. */
static bool take_serial(const struct signature *signature, int64_t *serial, struct error *err) {
    static const char word[] = "serial:";
    AUTO_FREE char *comment = xstrdup(signature->comment);
    int found = 0;
    char *rest = NULL;
    for (char *at = strtok_r(comment, " \t", &rest); at != NULL; at = strtok_r(NULL, " \t", &rest)) {
        if (strncmp(at, word, strlen(word)) != 0)
            continue;
        const char *digits = at + strlen(word);
        if (*digits == '\0' || digits[strspn(digits, "0123456789")] != '\0' ||
            !decimal_parse(digits, 0, '.', DECIMAL_EXACT, serial, NULL))
            return error_set(err, ERROR_FETCH,
                             "the signature's trusted comment says \"%.60s\", expected serial:N", at);
        found++;
    }
    if (found == 0)
        return error_set(err, ERROR_FETCH,
                         "the signature's trusted comment names no serial, expected one serial:N");
    return found == 1 ||
           error_set(err, ERROR_FETCH,
                     "the signature's trusted comment names more than one serial, expected one serial:N");
}

bool signature_verify(const char *public_key, const char *text, size_t text_length, const void *bytes,
                      size_t length, int64_t *serial, struct error *err) {
    unsigned char key[KEY_BYTES];
    struct signature signature;
    if (sodium_init() < 0)
        return error_set(err, ERROR_FETCH, "libsodium can't start");
    if (!decode(public_key, strlen(public_key), key, sizeof key) || memcmp(key, "Ed", 2) != 0)
        return error_set(err, ERROR_FETCH, "\"%.80s\" is no public key of minisign", public_key);
    if (strlen(text) != text_length)
        return error_set(err, ERROR_FETCH, "the signature holds a NUL byte");
    if (!take_lines(&signature, text, err))
        return false;
    if (memcmp(signature.made + 2, key + 2, ID_BYTES - 2) != 0)
        return error_set(err, ERROR_FETCH, "the signature is by another key than the feed's public_key");
    if (!verify_document(&signature, key + ID_BYTES, bytes, length))
        return error_set(err, ERROR_FETCH, "the signature does not fit the document");
    if (!verify_comment(&signature, key + ID_BYTES))
        return error_set(err, ERROR_FETCH, "the signature's trusted comment has been changed");
    return take_serial(&signature, serial, err);
}

#else

bool signature_verify(const char *public_key, const char *text, size_t text_length, const void *bytes,
                      size_t length, int64_t *serial, struct error *err) {
    (void)public_key, (void)text, (void)text_length, (void)bytes, (void)length, (void)serial;
    return error_set(err, ERROR_FETCH,
                     "the feed must be signed, and this Angkut was built without libsodium (SODIUM=0), "
                     "which would verify it");
}

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/address.h"

#include "base/language.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static const char loopback[] = N_("loopback"), private[] = N_("private"),
                  shared[] = N_("shared (carrier-grade NAT)"), link_local[] = N_("link-local"),
                  unique_local[] = N_("unique local");

/* What a site uses for its own machines, so that a user may have a feed there. */
static bool is_internal(const char *kind) {
    return kind == loopback || kind == private || kind == shared || kind == link_local ||
           kind == unique_local;
}

/* The first `bits` of an address of IPv4, and what begins so. */
static const struct {
    unsigned char byte[4];
    int bits;
    const char *kind;
} ranges4[] = {
    {{0}, 8, N_("unspecified")},
    {{10}, 8, private},
    {{100, 64}, 10, shared},
    {{127}, 8, loopback},
    {{169, 254}, 16, link_local},
    {{172, 16}, 12, private},
    {{192, 0, 0}, 24, N_("reserved")},
    {{192, 0, 2}, 24, N_("documentation")},
    {{192, 88, 99}, 24, N_("reserved")},
    {{192, 168}, 16, private},
    {{198, 18}, 15, N_("benchmarking")},
    {{198, 51, 100}, 24, N_("documentation")},
    {{203, 0, 113}, 24, N_("documentation")},
    {{224}, 4, N_("multicast")},
    {{240}, 4, N_("reserved")},
};

/* The same for IPv6; `carried` >= 0: where the address of IPv4 begins that decides. The first that fits counts. */
static const struct {
    unsigned char byte[16];
    int bits;
    const char *kind;
    int carried;
} ranges6[] = {
    {{[15] = 1}, 128, loopback, -1},
    {{0}, 128, N_("unspecified"), -1},
    {{[10] = 0xff, 0xff}, 96, NULL, 12},                     /* mapped, RFC 4291 */
    {{0, 0x64, 0xff, 0x9b}, 96, NULL, 12},                   /* NAT64, RFC 6052 */
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, private, -1},          /* local NAT64, RFC 8215 */
    {{0x20, 0x02}, 16, NULL, 2},                             /* 6to4, RFC 3056 */
    {{0x20, 0x01}, 32, N_("reserved (Teredo)"), -1},         /* RFC 4380 */
    {{0x20, 0x01}, 23, N_("reserved"), -1},                  /* protocol assignments, RFC 2928 */
    {{0x20, 0x01, 0x0d, 0xb8}, 32, N_("documentation"), -1}, /* RFC 3849 */
    {{0x3f, 0xff}, 20, N_("documentation"), -1},             /* RFC 9637 */
    {{0xfc}, 7, unique_local, -1},
    {{0xfe, 0x80}, 10, link_local, -1},
    {{0xfe, 0xc0}, 10, private, -1}, /* site-local, RFC 3879 */
    {{0xff}, 8, N_("multicast"), -1},
    {{0x20}, 3, NULL, -1}, /* global unicast: all that IANA has given out */
    {{0}, 0, N_("reserved"), -1},
};

static bool begins(const unsigned char *address, const unsigned char *range, int bits) {
    int whole = bits / 8, rest = bits % 8;
    return memcmp(address, range, (size_t)whole) == 0 &&
           (rest == 0 || (address[whole] ^ range[whole]) >> (8 - rest) == 0);
}

static const char *kind4(const unsigned char *address) {
    for (size_t i = 0; i < COUNT_OF(ranges4); i++)
        if (begins(address, ranges4[i].byte, ranges4[i].bits))
            return ranges4[i].kind;
    return NULL;
}

static const char *kind6(const unsigned char *address) {
    size_t i = 0;
    while (!begins(address, ranges6[i].byte, ranges6[i].bits))
        i++;
    return ranges6[i].carried >= 0 ? kind4(address + ranges6[i].carried) : ranges6[i].kind;
}

/* Where its bytes stand, and how many; NULL for another family. */
static const unsigned char *bytes_of(const struct sockaddr *address, size_t *length) {
    *length = address->sa_family == AF_INET ? 4 : 16;
    if (address->sa_family == AF_INET)
        return (const unsigned char *)&((const struct sockaddr_in *)(const void *)address)->sin_addr;
    if (address->sa_family == AF_INET6)
        return (const unsigned char *)&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    return NULL;
}

const char *address_kind(const struct sockaddr *address) {
    size_t length;
    const unsigned char *byte = bytes_of(address, &length);
    if (byte == NULL)
        return N_("no internet");
    return length == 4 ? kind4(byte) : kind6(byte);
}

bool allow_address(struct allowed *allowed, const char *text) {
    if (allowed->count == ADDRESSES_ALLOWED)
        return false;
    int family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
    if (inet_pton(family, text, allowed->address[allowed->count].byte) != 1)
        return false;
    allowed->address[allowed->count++].family = family;
    return true;
}

static bool is_named(const struct allowed *allowed, const struct sockaddr *address) {
    size_t length;
    const unsigned char *byte = bytes_of(address, &length);
    for (int i = 0; byte != NULL && i < allowed->count; i++)
        if (allowed->address[i].family == address->sa_family &&
            memcmp(allowed->address[i].byte, byte, length) == 0)
            return true;
    return false;
}

const char *address_refused(const struct allowed *allowed, const struct sockaddr *address) {
    const char *kind = address_kind(address);
    if (kind == NULL || (allowed->internal && is_internal(kind)) || is_named(allowed, address))
        return NULL;
    return kind;
}

char *address_text(char *text, const struct sockaddr *address) {
    size_t length;
    const unsigned char *byte = bytes_of(address, &length);
    if (byte == NULL || inet_ntop(address->sa_family, byte, text, ADDRESS_TEXT) == NULL)
        snprintf(text, ADDRESS_TEXT, _("an address of family %d"), address->sa_family);
    return text;
}

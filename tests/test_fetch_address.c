// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fetch/address.h"
#include "fetch/answer.h"
#include "tests/support/support.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

union any {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    struct sockaddr_un local;
};

static union any address_of(const char *text) {
    union any address = {0};
    bool six = strchr(text, ':') != NULL;
    address.any.sa_family = six ? AF_INET6 : AF_INET;
    void *to = six ? (void *)&address.six.sin6_addr : (void *)&address.four.sin_addr;
    if (inet_pton(address.any.sa_family, text, to) != 1)
        fail_msg("%s is no address", text);
    return address;
}

/* Each range of IANA's registries of special-purpose addresses: first and last of it, and its neighbours. */
static void an_address_is_of_the_kind_that_iana_lists(void **state) {
    (void)state;
    static const struct {
        const char *text, *kind;
    } cases[] = {
        {"0.0.0.0", "unspecified"},
        {"0.255.255.255", "unspecified"},
        {"1.0.0.0", NULL},
        {"9.255.255.255", NULL},
        {"10.0.0.0", "private"},
        {"10.255.255.255", "private"},
        {"11.0.0.0", NULL},
        {"100.63.255.255", NULL},
        {"100.64.0.0", "shared (carrier-grade NAT)"},
        {"100.127.255.255", "shared (carrier-grade NAT)"},
        {"100.128.0.0", NULL},
        {"126.255.255.255", NULL},
        {"127.0.0.1", "loopback"},
        {"127.255.255.255", "loopback"},
        {"128.0.0.0", NULL},
        {"169.253.255.255", NULL},
        {"169.254.169.254", "link-local"},
        {"169.255.0.0", NULL},
        {"172.15.255.255", NULL},
        {"172.16.0.0", "private"},
        {"172.31.255.255", "private"},
        {"172.32.0.0", NULL},
        {"192.0.0.1", "reserved"},
        {"192.0.1.0", NULL},
        {"192.0.2.1", "documentation"},
        {"192.0.3.0", NULL},
        {"192.88.99.1", "reserved"},
        {"192.167.255.255", NULL},
        {"192.168.0.0", "private"},
        {"192.168.255.255", "private"},
        {"192.169.0.0", NULL},
        {"198.17.255.255", NULL},
        {"198.18.0.0", "benchmarking"},
        {"198.19.255.255", "benchmarking"},
        {"198.20.0.0", NULL},
        {"198.51.100.7", "documentation"},
        {"203.0.113.7", "documentation"},
        {"223.255.255.255", NULL},
        {"224.0.0.1", "multicast"},
        {"239.255.255.255", "multicast"},
        {"240.0.0.0", "reserved"},
        {"255.255.255.255", "reserved"},
        {"::", "unspecified"},
        {"::1", "loopback"},
        {"::2", "reserved"},
        {"::127.0.0.1", "reserved"}, /* IPv4-compatible, deprecated */
        {"::ffff:127.0.0.1", "loopback"},
        {"::ffff:10.1.2.3", "private"},
        {"::ffff:8.8.8.8", NULL},
        {"64:ff9b::127.0.0.1", "loopback"},
        {"64:ff9b::169.254.169.254", "link-local"},
        {"64:ff9b::8.8.8.8", NULL},
        {"64:ff9b:1::8.8.8.8", "private"},
        {"100::1", "reserved"},
        {"2001::1", "reserved (Teredo)"},
        {"2001:2::1", "reserved"},
        {"2001:10::1", "reserved"},
        {"2001:200::1", NULL},
        {"2001:db8::1", "documentation"},
        {"2001:db9::1", NULL},
        {"2002:7f00:1::", "loopback"},
        {"2002:c0a8:101::", "private"},
        {"2002:808:808::", NULL},
        {"2606:4700::1", NULL},
        {"3fff::1", "documentation"},
        {"3fff:fff:ffff::", "documentation"},
        {"3ffe::1", NULL},
        {"4000::1", "reserved"},
        {"5f00::1", "reserved"},
        {"fc00::1", "unique local"},
        {"fdff::1", "unique local"},
        {"fe00::1", "reserved"},
        {"fe80::1", "link-local"},
        {"febf::1", "link-local"},
        {"fec0::1", "private"},
        {"ff02::1", "multicast"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        union any address = address_of(cases[i].text);
        const char *kind = address_kind(&address.any);
        if ((kind == NULL) != (cases[i].kind == NULL) || (kind != NULL && strcmp(kind, cases[i].kind) != 0))
            fail_msg("%s: %s, expected %s", cases[i].text, kind ? kind : "public",
                     cases[i].kind ? cases[i].kind : "public");
    }
    union any local = {.local = {.sun_family = AF_UNIX}};
    assert_string_equal(address_kind(&local.any), "no internet");
}

static void what_is_allowed_lets_through_no_more_than_it_names(void **state) {
    (void)state;
    static const struct {
        const char *allowed, *text;
        bool passes;
    } cases[] = {
        {"", "8.8.8.8", true},
        {"", "127.0.0.1", false},
        {"internal", "127.0.0.1", true},
        {"internal", "10.0.0.1", true},
        {"internal", "100.64.0.1", true},
        {"internal", "fd00::1", true},
        {"internal", "::ffff:192.168.0.1", true},
        {"internal", "0.0.0.0", false},
        {"internal", "224.0.0.1", false},
        {"internal", "192.0.2.1", false},
        {"internal", "2001::1", false},
        {"127.0.0.1", "127.0.0.1", true},
        {"127.0.0.1", "127.0.0.2", false},
        {"127.0.0.1", "::1", false},
        {"127.0.0.1", "::ffff:127.0.0.1", false},
        {"127.0.0.1", "8.8.8.8", true},
        {"::1", "::1", true},
        {"::1", "127.0.0.1", false},
        {"192.0.2.1", "192.0.2.1", true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct allowed allowed = {.internal = strcmp(cases[i].allowed, "internal") == 0};
        if (*cases[i].allowed != '\0' && !allowed.internal)
            assert_true(allow_address(&allowed, cases[i].allowed));
        union any address = address_of(cases[i].text);
        if ((address_refused(&allowed, &address.any) == NULL) != cases[i].passes)
            fail_msg("allow %s: %s", cases[i].allowed, cases[i].text);
    }
}

static void what_is_no_address_is_not_allowed(void **state) {
    (void)state;
    static const char *const texts[] = {"",      "localhost", "127.1",    "2130706433", "127.0.0.1:80",
                                        "[::1]", "::1%lo",    "1.2.3.256"};
    struct allowed allowed = {0};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (allow_address(&allowed, texts[i]))
            fail_msg("\"%s\" was taken", texts[i]);
    for (int i = 0; i < ADDRESSES_ALLOWED; i++)
        assert_true(allow_address(&allowed, "10.0.0.1"));
    assert_false(allow_address(&allowed, "10.0.0.1"));
}

static void retry_after_is_seconds_or_a_date(void **state) {
    (void)state;
    enum {
        NOW = 784111777
    }; /* Sun, 06 Nov 1994 08:49:37 GMT: the example of RFC 9110, by date -u -d @784111777 */
    static const struct {
        const char *text;
        int32_t seconds;
    } cases[] = {
        {"0", 0},
        {"1", 1},
        {"0061", 61},
        {"2147483647", INT32_MAX},
        {"99999999999999999999999", INT32_MAX},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 0},
        {"Sun, 06 Nov 1994 08:50:37 GMT", 60},
        {"Sunday, 06-Nov-94 08:50:37 GMT", 60},
        {"Sun Nov  6 08:50:37 1994", 60},
        {"Sun, 06 Nov 1994 08:49:36 GMT", 0},
        {"Fri, 31 Dec 9999 23:59:59 GMT", INT32_MAX},
        {NULL, RETRY_UNSAID},
        {"", RETRY_UNSAID},
        {"-1", RETRY_UNSAID},
        {"+1", RETRY_UNSAID},
        {"1.5", RETRY_UNSAID},
        {"1 s", RETRY_UNSAID},
        {" 1", RETRY_UNSAID},
        {"tomorrow", RETRY_UNSAID},
        {"Sun, 06 Nov 1994 08:49:37 CET", RETRY_UNSAID},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (retry_seconds(cases[i].text, NOW) != cases[i].seconds)
            fail_msg("%s: %d, expected %d", cases[i].text, retry_seconds(cases[i].text, NOW),
                     cases[i].seconds);
}

static void a_content_type_is_judged_without_its_parameters(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum content_kind kind;
    } cases[] = {
        {"application/json", CONTENT_JSON},
        {"Application/JSON; charset=utf-8", CONTENT_JSON},
        {"application/json;x", CONTENT_JSON},
        {"application/vnd.angkut+json", CONTENT_JSON},
        {"application/+json", CONTENT_WRONG},
        {"application/jsonp", CONTENT_WRONG},
        {"text/json", CONTENT_WRONG},
        {"text/csv", CONTENT_CSV},
        {"text/csv; header=present", CONTENT_CSV},
        {"text/csv-schema", CONTENT_WRONG},
        {"text/plain; charset=utf-8", CONTENT_UNTYPED},
        {"application/octet-stream", CONTENT_UNTYPED},
        {"text/html", CONTENT_WRONG},
        {"text/html; application/json", CONTENT_WRONG},
        {"", CONTENT_WRONG},
        {NULL, CONTENT_WRONG},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (content_kind(cases[i].text) != cases[i].kind)
            fail_msg("%s: %s", cases[i].text, content_name(content_kind(cases[i].text)));
}

static void only_what_is_whole_is_sent_back_to_a_server(void **state) {
    (void)state;
    static const char *const tags[] = {"\"a\"", "W/\"a\"", "\"\"", "\"a-b.c\\\""};
    static const char *const no_tags[] = {
        "", "a", "\"a", "a\"", "\"", "W/", "w/\"a\"", "\"a b\"", "\"a\"b\"", "\"a\r\nX: 1\"", "\"\xc3\xa9\""};
    static const char *const no_dates[] = {"",
                                           "0",
                                           "Sun,\n06 Nov 1994 08:49:37 GMT",
                                           "Sun Nov  6 08:50:37 1994",
                                           "Sun, 06 Nov 1994 08:49:37 GMT\n",
                                           "Sun, 06 Nov 1994 08:49:37 CET"};
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        assert_true(is_etag(tags[i]));
    for (size_t i = 0; i < COUNT_OF(no_tags); i++)
        assert_false(is_etag(no_tags[i]));
    assert_false(is_etag(support_text("\"%0*d\"", 300, 1)));
    assert_true(is_http_date("Sun, 06 Nov 1994 08:49:37 GMT"));
    for (size_t i = 0; i < COUNT_OF(no_dates); i++)
        assert_false(is_http_date(no_dates[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_of_the_kind_that_iana_lists),
        cmocka_unit_test(what_is_allowed_lets_through_no_more_than_it_names),
        cmocka_unit_test(what_is_no_address_is_not_allowed),
        cmocka_unit_test(retry_after_is_seconds_or_a_date),
        cmocka_unit_test(a_content_type_is_judged_without_its_parameters),
        cmocka_unit_test(only_what_is_whole_is_sent_back_to_a_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

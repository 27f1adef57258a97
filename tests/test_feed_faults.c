// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Feeds that must be refused, with all that is said of each: one good document, and what is put in the place of a
 * piece of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_feed_schema.h"

#define FIRST                                                                                 \
    "{\"tariff_id\": \"F\", \"item\": \"fuel\", \"basis\": \"litre\", \"amount\": \"6800\", " \
    "\"valid_from\": \"2026-12-01\"}"
#define RATES                                                                                            \
    "[\n  " FIRST ",\n  {\"tariff_id\": \"T\", \"item\": \"toll\", \"basis\": \"vehicle\", \"amount\": " \
    "\"0.5\", \"link_id\": \"L\"}]"
#define BYTES(text) text, sizeof(text) - 1

/* clang-format off */
static const struct {
    const char *what; /* the piece; NULL = the whole document */
    const char *put;
    size_t length;
    const char *findings;
} FAULTS[] = {
    /* keys that are missing */
    {"\"schema\": \"angkut-tariff/1\", ", BYTES(""),
     "f:1:1: error: schema is missing, expected the text \"angkut-tariff/1\"\n"},
    {"\"publisher\": \"P\", ", BYTES(""),
     "f:1:1: error: publisher is missing, expected a text\n"},
    {", \"serial\": 7", BYTES(""),
     "f:1:1: error: serial is missing, expected a whole number from 0 to 9007199254740991\n"},
    {"\"issued\": \"2026-11-24\", ", BYTES(""),
     "f:1:1: error: issued is missing, expected a date \"YYYY-MM-DD\"\n"},
    {"\"expires\": \"2026-12-24\", ", BYTES(""),
     "f:1:1: error: expires is missing, expected a date \"YYYY-MM-DD\"\n"},
    {", \"currency\": \"IDR\"", BYTES(""),
     "f:1:1: error: currency is missing, expected a text such as \"IDR\"\n"},
    {",\n \"rates\": " RATES, BYTES(""),
     "f:1:1: error: rates is missing, expected an array of rates\n"},
    {"\"tariff_id\": \"F\", ", BYTES(""),
     "f:4:3: error: /rates/0: tariff_id is missing\n"},
    {"\"item\": \"fuel\", ", BYTES(""),
     "f:4:3: error: /rates/0: item is missing\n"},
    {"\"basis\": \"litre\", ", BYTES(""),
     "f:4:3: error: /rates/0: basis is missing\n"},
    {"\"amount\": \"6800\", ", BYTES(""),
     "f:4:3: error: /rates/0: amount is missing\n"},
    {FIRST, BYTES("{}"),
     "f:4:3: error: /rates/0: tariff_id is missing\n"
     "f:4:3: error: /rates/0: item is missing\n"
     "f:4:3: error: /rates/0: basis is missing\n"
     "f:4:3: error: /rates/0: amount is missing\n"},
    /* values of the wrong kind */
    {"\"angkut-tariff/1\"", BYTES("1"),
     "f:1:12: error: /schema: found 1, expected the text \"angkut-tariff/1\"\n"},
    {"\"angkut-tariff/1\"", BYTES("\"angkut-tariff/2\""),
     "f:1:12: error: /schema: found \"angkut-tariff/2\", this program reads \"angkut-tariff/1\"\n"},
    {"\"angkut-tariff/1\"", BYTES("\"Angkut-Tariff/1\""),
     "f:1:12: error: /schema: found \"Angkut-Tariff/1\", this program reads \"angkut-tariff/1\"\n"},
    {"\"P\"", BYTES("null"),
     "f:1:44: error: /publisher: found null, expected a text\n"},
    {"\"P\"", BYTES("[\"P\"]"),
     "f:1:44: error: /publisher: found an array, expected a text\n"},
    {"\"P\"", BYTES("\"\""),
     "f:1:44: error: /publisher: found an empty text, expected a text\n"},
    {"7,", BYTES("\"7\","),
     "f:1:59: error: /serial: found \"7\", expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("-1,"),
     "f:1:59: error: /serial: found -1, expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("7.0,"),
     "f:1:59: error: /serial: found 7.0, expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("7e0,"),
     "f:1:59: error: /serial: found 7e0, expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("null,"),
     "f:1:59: error: /serial: found null, expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("true,"),
     "f:1:59: error: /serial: found true, expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("9007199254740992,"),
     "f:1:59: error: /serial: found 9007199254740992, expected a whole number from 0 to 9007199254740991\n"},
    {"7,", BYTES("99999999999999999999,"),
     "f:1:59: error: /serial: found 99999999999999999999, expected a whole number from 0 to 9007199254740991\n"},
    {"\"2026-11-24\"", BYTES("20261124"),
     "f:2:12: error: /issued: found 20261124, expected a date \"YYYY-MM-DD\"\n"},
    {"\"2026-11-24\"", BYTES("\"24.11.2026\""),
     "f:2:12: error: /issued: \"24.11.2026\" is not a date (YYYY-MM-DD)\n"},
    {"\"2026-11-24\"", BYTES("\"2026-11-31\""),
     "f:2:12: error: /issued: \"2026-11-31\" is not a date (YYYY-MM-DD)\n"},
    {"\"2026-11-24\"", BYTES("\"2026-11-24T00:00:00Z\""),
     "f:2:12: error: /issued: \"2026-11-24T00:00:00Z\" is not a date (YYYY-MM-DD)\n"},
    {"\"2026-12-24\"", BYTES("null"),
     "f:2:37: error: /expires: found null, expected a date \"YYYY-MM-DD\"\n"},
    {"\"2026-12-24\"", BYTES("\"2026-11-24\""),
     "f:2:37: error: /expires: 2026-11-24 is not after issued 2026-11-24\n"},
    {"\"2026-12-24\"", BYTES("\"2026-11-23\""),
     "f:2:37: error: /expires: 2026-11-23 is not after issued 2026-11-24\n"},
    {"\"IDR\"", BYTES("\"USD\""),
     "f:2:63: error: /currency: \"USD\" is not the data set's, \"IDR\"\n"},
    {"\"IDR\"", BYTES("{}"),
     "f:2:63: error: /currency: found an object, expected a text such as \"IDR\"\n"},
    {"\"IDR\"", BYTES("\"idr\""),
     "f:2:63: error: /currency: \"idr\" is not the data set's, \"IDR\"\n"},
    {RATES, BYTES("{}"),
     "f:3:11: error: /rates: found an object, expected an array of rates\n"},
    {RATES, BYTES("[]"),
     "f:3:11: error: /rates: holds no rate\n"},
    {RATES, BYTES("\"none\""),
     "f:3:11: error: /rates: found \"none\", expected an array of rates\n"},
    {FIRST, BYTES("5"),
     "f:4:3: error: /rates/0: found 5, expected an object\n"},
    {FIRST, BYTES("[]"),
     "f:4:3: error: /rates/0: found an array, expected an object\n"},
    {FIRST, BYTES("null"),
     "f:4:3: error: /rates/0: found null, expected an object\n"},
    {"\"F\"", BYTES("1"),
     "f:4:17: error: /rates/0/tariff_id: found 1, expected a text\n"},
    {"\"F\"", BYTES("\"\""),
     "f:4:17: error: /rates/0/tariff_id: found an empty text, expected a text\n"},
    {"\"litre\"", BYTES("null"),
     "f:4:47: error: /rates/0/basis: found null, expected a text\n"},
    {"\"fuel\"", BYTES("[[\"fuel\"]]"),
     "f:4:30: error: /rates/0/item: found an array, expected a text\n"},
    {"\"L\"", BYTES("null"),
     "f:5:86: error: /rates/1/link_id: found null, expected a text\n"},
    {"\"L\"", BYTES("\"\""),
     "f:5:86: error: /rates/1/link_id: found an empty text, expected a text\n"},
    {"\"L\"", BYTES("17"),
     "f:5:86: error: /rates/1/link_id: found 17, expected a text\n"},
    {"\"2026-12-01\"", BYTES("false"),
     "f:4:88: error: /rates/0/valid_from: found false, expected a text\n"},
    /* amounts */
    {"\"6800\"", BYTES("6800"),
     "f:4:66: error: /rates/0/amount: found 6800, expected a text such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("0.1e1"),
     "f:4:66: error: /rates/0/amount: found 0.1e1, expected a text such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"-6800\""),
     "f:4:66: error: /rates/0/amount: \"-6800\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"+6800\""),
     "f:4:66: error: /rates/0/amount: \"+6800\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"1,5\""),
     "f:4:66: error: /rates/0/amount: \"1,5\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"6.800,00\""),
     "f:4:66: error: /rates/0/amount: \"6.800,00\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"6 800\""),
     "f:4:66: error: /rates/0/amount: \"6 800\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"6800.00001\""),
     "f:4:66: error: /rates/0/amount: \"6800.00001\" has more than 4 decimal places\n"},
    {"\"6800\"", BYTES("\"6800.\""),
     "f:4:66: error: /rates/0/amount: \"6800.\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\".5\""),
     "f:4:66: error: /rates/0/amount: \".5\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"06800\""),
     "f:4:66: error: /rates/0/amount: \"06800\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"68e2\""),
     "f:4:66: error: /rates/0/amount: \"68e2\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"0x10\""),
     "f:4:66: error: /rates/0/amount: \"0x10\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"NaN\""),
     "f:4:66: error: /rates/0/amount: \"NaN\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"inf\""),
     "f:4:66: error: /rates/0/amount: \"inf\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"Rp 6800\""),
     "f:4:66: error: /rates/0/amount: \"Rp 6800\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"123456789012345\""),
     "f:4:66: error: /rates/0/amount: \"123456789012345\" is too large; at most 14 digits before the point\n"},
    {"\"6800\"", BYTES("\"\""),
     "f:4:66: error: /rates/0/amount: found an empty text, expected a text such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"6800 \""),
     "f:4:66: error: /rates/0/amount: \"6800 \" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"\"6800\"", BYTES("\"\\uff16\""),
     "f:4:66: error: /rates/0/amount: \"\xEF\xBC\x96\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    /* words, dates and keys of rates */
    {"\"fuel\"", BYTES("\"Fuel\""),
     "f:4:30: error: /rates/0/item: \"Fuel\" is none of fuel, haulage, toll, ferry, handling, storage, rail, sea, access, surcharge; did you mean \"fuel\"?\n"},
    {"\"fuel\"", BYTES("\"diesel\""),
     "f:4:30: error: /rates/0/item: \"diesel\" is none of fuel, haulage, toll, ferry, handling, storage, rail, sea, access, surcharge\n"},
    {"\"litre\"", BYTES("\"liter\""),
     "f:4:47: error: /rates/0/basis: \"liter\" is none of t, t_km, vehicle, vehicle_km, vehicle_h, litre, t_day, percent; did you mean \"litre\"?\n"},
    {"\"litre\"", BYTES("\"t_km\""),
     "f:4:47: error: /rates/0/basis: t_km does not fit item fuel, which takes litre\n"},
    {"\"2026-12-01\"", BYTES("\"2026-02-30\""),
     "f:4:88: error: /rates/0/valid_from: \"2026-02-30\" is not a date (YYYY-MM-DD)\n"},
    {"\"2026-12-01\"", BYTES("\"1899-12-31\""),
     "f:4:88: error: /rates/0/valid_from: \"1899-12-31\" is not a date (YYYY-MM-DD)\n"},
    {"\"2026-12-01\"}", BYTES("\"2026-12-01\", \"valid_to\": \"2026-12-01\"}"),
     "f:4:114: error: /rates/0/valid_to: 2026-12-01 is not after valid_from 2026-12-01\n"},
    {"\"link_id\"", BYTES("\"node_id\""),
     "f:5:86: error: /rates/1/node_id: no toll cost has one, so this rate would never apply\n"},
    {"\"amount\": \"0.5\"", BYTES("\"amount\": \"0.5\", \"currency\": \"USD\""),
     "f:5:87: error: /rates/1/currency: \"USD\" is not the data set's, \"IDR\"\n"},
    {"\"T\"", BYTES("\"F\""),
     "f:5: error: /rates/1: tariff_id \"F\" is given twice, first in /rates/0\n"},
    {"\"item\": \"toll\", \"basis\": \"vehicle\", \"amount\": \"0.5\", \"link_id\": \"L\"", BYTES("\"item\": \"fuel\", \"basis\": \"litre\", \"amount\": \"0.5\""),
     "f:5: error: /rates/1: fuel rates \"T\" and \"F\" (/rates/0) have the same keys and are both in force from 2026-12-01 on\n"},
    /* texts */
    {"\"L\"", BYTES("\" L\""),
     "f:5:86: error: /rates/1/link_id: \" L\" begins or ends with a space\n"},
    {"\"L\"", BYTES("\"L \""),
     "f:5:86: error: /rates/1/link_id: \"L \" begins or ends with a space\n"},
    {"\"L\"", BYTES("\"L\\n\""),
     "f:5:86: error: /rates/1/link_id: the text holds the control character 0x0A\n"},
    {"\"L\"", BYTES("\"a\\u007fb\""),
     "f:5:86: error: /rates/1/link_id: the text holds the control character 0x7F\n"},
    {"\"L\"", BYTES("\"a\\u0085b\""),
     "f:5:86: error: /rates/1/link_id: the text holds the control character 0x85\n"},
    /* keys named twice, in other letters, unknown */
    {"\"serial\": 7", BYTES("\"serial\": 7, \"serial\": 8"),
     "f:1:62: error: /serial: the key is named twice\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"s\\u0065rial\": 7"),
     "f:1:62: error: /serial: the key is named twice\n"},
    {"\"serial\"", BYTES("\"Serial\""),
     "f:1:49: error: /Serial: unknown key; did you mean \"serial\"?\n"
     "f:1:1: error: serial is missing, expected a whole number from 0 to 9007199254740991\n"},
    {"\"serial\"", BYTES("\"seriall\""),
     "f:1:49: error: /seriall: unknown key; did you mean \"serial\"?\n"
     "f:1:1: error: serial is missing, expected a whole number from 0 to 9007199254740991\n"},
    {"\"rates\"", BYTES("\"rate\""),
     "f:3:2: error: /rate: unknown key; did you mean \"rates\"?\n"
     "f:1:1: error: rates is missing, expected an array of rates\n"},
    {"\"publisher\"", BYTES("\"x-\""),
     "f:1:31: error: /x-: keys of your own are \"x-\" and 1 to 60 of a-z, 0-9, \"_\" and \"-\"\n"
     "f:1:1: error: publisher is missing, expected a text\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"X-own\": \"a\""),
     "f:1:62: error: /X-own: unknown key; keys of your own begin with \"x-\"\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"x-own\": 1"),
     "f:1:71: error: /x-own: found 1, expected a text\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"x-own\": \"a\", \"x-own\": \"b\""),
     "f:1:76: error: /x-own: the key is named twice\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"x-O\": \"a\""),
     "f:1:62: error: /x-O: keys of your own are \"x-\" and 1 to 60 of a-z, 0-9, \"_\" and \"-\"\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"decree/~1\": \"a\""),
     "f:1:62: error: /decree~1~01: unknown key; keys of your own begin with \"x-\"\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"\": \"a\""),
     "f:1:62: error: /: unknown key; keys of your own begin with \"x-\"\n"},
    {"\"serial\": 7", BYTES("\"serial\": 7, \"note\": 1"),
     "f:1:70: error: /note: found 1, expected a text\n"},
    {"\"amount\": \"0.5\"", BYTES("\"amount\": \"0.5\", \"amount\": \"0.6\""),
     "f:5:75: error: /rates/1/amount: the key is named twice\n"},
    {"\"amount\": \"0.5\"", BYTES("\"Amount\": \"0.5\""),
     "f:5:58: error: /rates/1/Amount: unknown key; did you mean \"amount\"?\n"
     "f:5:3: error: /rates/1: amount is missing\n"},
    {"\"link_id\"", BYTES("\"LINK_ID\""),
     "f:5:75: error: /rates/1/LINK_ID: unknown key; did you mean \"link_id\"?\n"},
    {"\"link_id\"", BYTES("\"vehicle_clas\""),
     "f:5:75: error: /rates/1/vehicle_clas: unknown key; did you mean \"vehicle_class\"?\n"},
    {"\"link_id\"", BYTES("\"colour\""),
     "f:5:75: error: /rates/1/colour: unknown key; keys of your own begin with \"x-\"\n"},
    {"\"link_id\": \"L\"", BYTES("\"link_id\": \"L\", \"note\": \"\""),
     "f:5:99: error: /rates/1/note: found an empty text, expected a text\n"},
    /* what is no JSON */
    {"7,", BYTES("NaN,"),
     "f:1:59: error: expected a value, found \"N\"\n"},
    {"7,", BYTES("Infinity,"),
     "f:1:59: error: expected a value, found \"I\"\n"},
    {"7,", BYTES("1e999,"),
     "f:1:59: error: 1e999 is too large\n"},
    {"7,", BYTES("007,"),
     "f:1:59: error: a number that begins with 0\n"},
    {"\"P\"", BYTES("'P'"),
     "f:1:44: error: expected a value, found \"'\"\n"},
    {"\"L\"}", BYTES("\"L\",}"),
     "f:5:90: error: expected a key in quotes, found \"}\"\n"},
    {"\"L\"", BYTES("\"\\u0000\""),
     "f:5:87: error: \\u0000 in a string\n"},
    {"\"L\"", BYTES("\"a\\ud83d\""),
     "f:5:88: error: half a surrogate pair\n"},
    {"\"L\"", BYTES("\"\\ude9a\""),
     "f:5:87: error: half a surrogate pair\n"},
    {"\"L\"", BYTES("\"caf\xE9\""),
     "f:5:90: error: byte 0xE9 is not UTF-8\n"},
    {"\"L\"", BYTES("\"\xC0\x80\""),
     "f:5:87: error: byte 0xC0 is not UTF-8\n"},
    {"\"L\"", BYTES("\"\xED\xA0\x80\""),
     "f:5:87: error: byte 0xED is not UTF-8\n"},
    {"\"L\"", BYTES("\"a\tb\""),
     "f:5:88: error: control character 0x09 in a string\n"},
    {"]}\n", BYTES("]}\n{}"),
     "f:6:1: error: expected the end, found \"{\"\n"},
    {"]}\n", BYTES("]}\nx"),
     "f:6:1: error: expected the end, found \"x\"\n"},
    {"]}\n", BYTES("]}\x00"),
     "f:5:92: error: expected the end, found byte 0x00\n"},
    {"]}\n", BYTES("]"),
     "f:5:91: error: expected \",\" or \"}\", found the end\n"},
    {"{\"schema\"", BYTES("// tariffs\n{\"schema\""),
     "f:1: error: the column \"tariff_id\" is missing\n"
     "f:1: error: the column \"item\" is missing\n"
     "f:1: error: the column \"basis\" is missing\n"
     "f:1: error: the column \"amount\" is missing\n"
     "f:1:1: error: unknown column \"// tariffs\"; columns of your own begin with \"x-\"\n"},
    {"\"P\", ", BYTES("\"P\", /* who */ "),
     "f:1:49: error: expected a key in quotes, found \"/\"\n"},
    {"\"P\"", BYTES("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"),
     "f:1:75: error: nested more than 32 deep\n"},
    {"7,", BYTES("1111111111111111111111111111111111111111111111111111111111111,"),
     "f:1:59: error: a number of more than 60 characters\n"},
    /* whole documents */
    {NULL, BYTES(""),
     "f: error: the document is empty\n"},
    {NULL, BYTES(" \n\t "),
     "f: error: the document says nothing\n"},
    {NULL, BYTES("\xEF\xBB\xBF"),
     "f: error: the document says nothing\n"},
    {NULL, BYTES("\xEF\xBB\xBF{}"),
     "f: error: begins with a byte order mark, expected \"{\"\n"},
    {NULL, BYTES("{"),
     "f:1:2: error: expected a key in quotes, found the end\n"},
    {NULL, BYTES("{}"),
     "f:1:1: error: schema is missing, expected the text \"angkut-tariff/1\"\n"
     "f:1:1: error: publisher is missing, expected a text\n"
     "f:1:1: error: serial is missing, expected a whole number from 0 to 9007199254740991\n"
     "f:1:1: error: issued is missing, expected a date \"YYYY-MM-DD\"\n"
     "f:1:1: error: expires is missing, expected a date \"YYYY-MM-DD\"\n"
     "f:1:1: error: currency is missing, expected a text such as \"IDR\"\n"
     "f:1:1: error: rates is missing, expected an array of rates\n"},
    {NULL, BYTES("[]"),
     "f:1:1: error: found an array, expected an object\n"},
    {NULL, BYTES("[{\"schema\": \"angkut-tariff/1\"}]"),
     "f:1:1: error: found an array, expected an object\n"},
    {NULL, BYTES("null\n"),
     "f:1: error: the column \"tariff_id\" is missing\n"
     "f:1: error: the column \"item\" is missing\n"
     "f:1: error: the column \"basis\" is missing\n"
     "f:1: error: the column \"amount\" is missing\n"
     "f:1:1: error: unknown column \"null\"; columns of your own begin with \"x-\"\n"},
    {NULL, BYTES("\"text\"\n"),
     "f:1: error: the column \"tariff_id\" is missing\n"
     "f:1: error: the column \"item\" is missing\n"
     "f:1: error: the column \"basis\" is missing\n"
     "f:1: error: the column \"amount\" is missing\n"
     "f:1:1: error: unknown column \"text\"; columns of your own begin with \"x-\"\n"},
    {NULL, BYTES("<!DOCTYPE html>\n<html></html>\n"),
     "f: error: begins with \"<\": a page of HTML or XML, expected JSON or CSV\n"},
    {NULL, BYTES("\xFF\xFE{\x00}\x00"),
     "f: error: ends without a newline: was it cut?\n"
     "f: error: the file is UTF-16, expected UTF-8\n"},
    {NULL, BYTES("\x1F\x8B\x08\x00\x00\x00\x00\x00"),
     "f: error: ends without a newline: was it cut?\n"
     "f:1:2: error: byte 0x8B is not UTF-8\n"},
};
/* clang-format on */

static struct bytes spoilt(size_t i) {
    if (FAULTS[i].what == NULL)
        return (struct bytes){FAULTS[i].put, FAULTS[i].length};
    return replaced(GOOD_FEED, FAULTS[i].what, FAULTS[i].put, FAULTS[i].length);
}

static void each_fault_is_told_with_its_place_and_pointer(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
        AUTO(told_release) struct told told = told_of(spoilt(i), "IDR");
        assert_string_equal(told.findings, FAULTS[i].findings);
        assert_null(told.feed);
    }
}

/* A document may hold anything but the byte that parts them here. */
static void the_schema_refuses_them_too_where_it_can(void **state) {
    (void)state;
    const char *python = schema_python(), *path = support_text("%s/documents", support_folder());
    if (python == NULL)
        return;
    FILE *out = fopen(path, "wb");
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
        struct bytes document = spoilt(i);
        assert_null(memchr(document.text, 0x1E, document.length));
        fwrite(document.text, 1, document.length, out);
        putc(0x1E, out);
    }
    fclose(out);
    int status;
    const char *word = support_run(support_text("%s judge %s", python, path), &status);
    assert_int_equal(status, 0);
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++, word = line_behind(word))
        if (strncmp(word, "good\n", 5) == 0 && !all_are_beyond_schema(FAULTS[i].findings))
            fail_msg("the schema takes what the reader refuses: %s", FAULTS[i].findings);
    assert_int_equal(*word, '\0');
}

static void what_they_spoil_is_a_good_feed(void **state) {
    (void)state;
    AUTO(told_release) struct told told = told_of(bytes_of(GOOD_FEED), "IDR");
    assert_string_equal(told.findings, "");
    assert_int_equal(book_count(told.feed->rates), 2);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_they_spoil_is_a_good_feed),
        cmocka_unit_test(each_fault_is_told_with_its_place_and_pointer),
        cmocka_unit_test(the_schema_refuses_them_too_where_it_can),
    };
    return cmocka_run_group_tests_name("feed_faults", tests, NULL, NULL);
}

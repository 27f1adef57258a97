// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/feeds.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { NAME, URL, KEY, JUMP, TOKEN, CA, ALLOW, DATA, SECONDS, COLUMNS };
static const struct csv_column columns[] = {
    [NAME] = {"name", true},
    [URL] = {"url", true},
    [KEY] = {"public_key", false},
    [JUMP] = {"jump_limit_percent", false},
    [TOKEN] = {"token_file", false},
    [CA] = {"ca_file", false},
    [ALLOW] = {"allow", false},
    [DATA] = {"data", false},
    [SECONDS] = {"max_seconds", false},
};

enum { NAME_MOST = 60, URL_MOST = 1900, KEY_LENGTH = 56, JUMP_PLACES = 4, SECONDS_MOST = 3600 };

struct feeds {
    struct names *texts, *names; /* names: of the feeds, numbered as they are */
    struct feed_source *feed;
    int count, room;
    char *folder;
};

char *feeds_path(struct error *err) {
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config != NULL && config[0] == '/') /* a relative one is to be ignored, says the specification */
        return file_join(config, "angkut/feeds.csv");
    if (home != NULL && home[0] == '/')
        return file_join(home, ".config/angkut/feeds.csv");
    return error_set(err, ERROR_USAGE, "neither XDG_CONFIG_HOME nor HOME says where the list of feeds is"),
           NULL;
}

void feeds_free(struct feeds *feeds) {
    if (feeds == NULL)
        return;
    names_free(feeds->texts);
    names_free(feeds->names);
    free(feeds->feed);
    free(feeds->folder);
    free(feeds);
}

void feeds_release(struct feeds **feeds) {
    feeds_free(TAKE(*feeds));
}

static const char *take_text(struct feeds *feeds, struct csv *csv, int column) {
    const char *text = csv_text(csv, column);
    return *text != '\0' ? names_intern(feeds->texts, text) : NULL;
}

/* A path; a relative one is meant from the list's own folder. */
static const char *take_path(struct feeds *feeds, struct csv *csv, int column) {
    const char *text = csv_text(csv, column);
    if (*text == '\0' || *text == '/')
        return take_text(feeds, csv, column);
    if (*text == '~')
        csv_report(csv, DIAG_ERROR, column, "%s: ~ is not known here; write the folder out",
                   csv_name(csv, column));
    AUTO_FREE char *path = file_join(feeds->folder, text);
    return names_intern(feeds->texts, path);
}

static const char *take_name(struct feeds *feeds, struct csv *csv) {
    const char *name = csv_need(csv, NAME);
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-");
    bool is_new;
    if (name[length] != '\0' || length > NAME_MOST || name[0] == '.' || name[0] == '-')
        csv_report(csv, DIAG_ERROR, NAME,
                   "\"%.80s\" is no name of a feed: 1 to %d of a-z 0-9 . _ -, not beginning with . or -",
                   name, NAME_MOST);
    names_add(feeds->names, name, &is_new);
    if (!is_new && *name != '\0')
        csv_report(csv, DIAG_ERROR, NAME, "feed \"%.80s\" is there twice", name);
    return names_intern(feeds->texts, name);
}

static bool allows(const struct feed_source *feed, const char *word) {
    for (int i = 0; feed->allow[i] != NULL; i++)
        if (strcmp(feed->allow[i], word) == 0)
            return true;
    return false;
}

static bool is_allowable(const char *word) {
    unsigned char byte[16];
    return strcmp(word, "http") == 0 || strcmp(word, "internal") == 0 || strcmp(word, "untyped") == 0 ||
           inet_pton(strchr(word, ':') != NULL ? AF_INET6 : AF_INET, word, byte) == 1;
}

static void take_allowed(struct feeds *feeds, struct csv *csv, struct feed_source *feed) {
    AUTO_FREE char *words = xstrdup(csv_text(csv, ALLOW));
    char *rest = NULL;
    int count = 0;
    for (char *word = strtok_r(words, "; ", &rest); word != NULL; word = strtok_r(NULL, "; ", &rest)) {
        if (!is_allowable(word))
            csv_report(csv, DIAG_ERROR, ALLOW,
                       "allow: \"%.60s\" is none of http, internal, untyped, and no address as 10.0.0.5",
                       word);
        else if (count == FEED_ALLOWED)
            csv_report(csv, DIAG_ERROR, ALLOW, "allow: more than %d words", FEED_ALLOWED);
        else
            feed->allow[count++] = names_intern(feeds->texts, word);
    }
}

/* What is wrong with it as a configured URL, not translated yet; NULL = nothing. The helper looks once more, with libcurl's parser. */
static const char *url_fault(const char *url, bool http) {
    const char *rest = strncmp(url, "https://", 8) == 0  ? url + 8
                       : strncmp(url, "http://", 7) == 0 ? url + 7
                                                         : NULL;
    if (rest == NULL)
        return N_("expected https://HOST/...");
    if (rest == url + 7 && !http)
        return N_("expected https://; plain http only where allow says http");
    size_t authority = strcspn(rest, "/?#");
    if (authority == 0)
        return N_("it names no host");
    if (memchr(rest, '@', authority) != NULL)
        return N_("no user or password may stand in it; a token belongs into a token_file");
    if (strchr(rest, '#') != NULL)
        return N_("a fragment (#...) means nothing to a server");
    if (strlen(url) > URL_MOST)
        return N_("it is longer than 1900 bytes");
    for (; *url != '\0'; url++)
        if ((unsigned char)*url <= ' ' || (unsigned char)*url > '~' || *url == '\\')
            return N_("spaces, \\ and letters past ASCII must be written as %XX");
    return NULL;
}

static const char *take_url(struct feeds *feeds, struct csv *csv, bool http) {
    const char *url = csv_need(csv, URL), *fault = *url != '\0' ? url_fault(url, http) : NULL;
    if (fault != NULL)
        csv_report(csv, DIAG_ERROR, URL, "url \"%.200s\": %s", url, _(fault));
    return names_intern(feeds->texts, url);
}

static const char *take_key(struct feeds *feeds, struct csv *csv) {
    const char *key = csv_text(csv, KEY);
    if (*key != '\0' && (strncmp(key, "RW", 2) != 0 || strlen(key) != KEY_LENGTH))
        csv_report(csv, DIAG_ERROR, KEY,
                   "public_key \"%.80s\": expected minisign's, %d characters that begin with RW", key,
                   KEY_LENGTH);
    return take_text(feeds, csv, KEY);
}

static void take_row(struct feeds *feeds, struct csv *csv, struct feed_source *feed) {
    int64_t percent_e4 = 250000, seconds = 120;
    feed->name = take_name(feeds, csv);
    take_allowed(feeds, csv, feed);
    feed->url = take_url(feeds, csv, allows(feed, "http"));
    feed->public_key = take_key(feeds, csv);
    feed->token_file = take_path(feeds, csv, TOKEN);
    feed->ca_file = take_path(feeds, csv, CA);
    feed->data = take_path(feeds, csv, DATA);
    csv_decimal(csv, JUMP, JUMP_PLACES, DECIMAL_EXACT, 0, 10000000000, &percent_e4);
    csv_decimal(csv, SECONDS, 0, DECIMAL_EXACT, 1, SECONDS_MOST, &seconds);
    feed->jump_limit = wide_double(percent_e4, JUMP_PLACES + 2);
    feed->max_seconds = (int)seconds;
}

struct feeds *feeds_read(const char *path, struct diag *diag) {
    AUTO(csv_release) struct csv *csv = csv_open(path, path, columns, COLUMNS, diag);
    if (csv == NULL)
        return NULL;
    AUTO(feeds_release) struct feeds *feeds = xcalloc(1, sizeof *feeds);
    feeds->texts = names_new();
    feeds->names = names_new();
    feeds->folder = xstrdup(path);
    *strrchr(feeds->folder, '/') = '\0';
    while (csv_next(csv)) {
        GROW(feeds->feed, feeds->count, feeds->room);
        struct feed_source *feed = &feeds->feed[feeds->count++];
        *feed = (struct feed_source){0};
        take_row(feeds, csv, feed);
    }
    return diag_count(diag, DIAG_ERROR) == 0 ? TAKE(feeds) : NULL;
}

int feeds_count(const struct feeds *feeds) {
    return feeds->count;
}

const struct feed_source *feeds_at(const struct feeds *feeds, int index) {
    return &feeds->feed[index];
}

const struct feed_source *feeds_named(const struct feeds *feeds, const char *name, struct error *err) {
    int number = names_find(feeds->names, name);
    if (number >= 0)
        return &feeds->feed[number];
    char near[MEANT_WORDS];
    error_set(err, ERROR_USAGE, "%s/feeds.csv has no feed \"%.60s\"%s", feeds->folder, name,
              meant_words(near, names_nearest(feeds->names, name)));
    return NULL;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/* Lists of words in one field, and GMNS's allowed_uses with its groups. */
#include "network/read.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ";a;b;" being built; `full` once something did not fit. */
struct list {
    char text[USES_BYTES];
    size_t length;
    bool full;
};

/* ASCII only: tolower() would follow the locale. */
static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool list_has(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; at != NULL && at[1] != '\0'; at = strchr(at + 1, ';'))
        if (strncasecmp(at + 1, word, length) == 0 && at[1 + length] == ';')
            return length > 0;
    return false;
}

static void list_add(struct list *list, const char *word, size_t length) {
    if (list->length + length + 2 > sizeof list->text - 1) {
        list->full = true;
        return;
    }
    if (list->length == 0)
        list->text[list->length++] = ';';
    for (size_t i = 0; i < length; i++)
        list->text[list->length++] = lower(word[i]);
    list->text[list->length++] = ';';
    list->text[list->length] = '\0';
}

/* Calls add(list, word, length, data) for each word between separators, spaces around it cut. */
static void each_word(const char *text, const char *separators, struct list *list,
                      void (*add)(struct list *list, const char *word, size_t length,
                                  const struct reader *reader),
                      const struct reader *reader) {
    while (*text != '\0') {
        size_t length = strcspn(text, separators), next = length;
        const char *word = text;
        for (; length > 0 && *word == ' '; length--)
            word++;
        while (length > 0 && word[length - 1] == ' ')
            length--;
        if (length > 0)
            add(list, word, length, reader);
        text += next + (text[next] != '\0');
    }
}

static void add_plain(struct list *list, const char *word, size_t length, const struct reader *reader) {
    (void)reader;
    list_add(list, word, length);
}

/* A group's name gives way to its uses; groups do not nest. */
static void add_use(struct list *list, const char *word, size_t length, const struct reader *reader) {
    struct list name = {0};
    list_add(&name, word, length);
    int group = reader->use_groups == NULL ? -1 : names_find(reader->use_groups, name.text);
    if (group >= 0)
        each_word(reader->group_uses[group], ",;", list, add_plain, reader);
    else
        list_add(list, word, length);
}

static const char *finish(struct reader *reader, struct csv *csv, int column, const struct list *list) {
    if (list->full)
        csv_report(csv, DIAG_ERROR, column, "%s: the list is longer than %d bytes", csv_name(csv, column),
                   USES_BYTES);
    return list->length == 0 ? NULL : names_intern(reader->names, list->text);
}

const char *reader_list(struct reader *reader, struct csv *csv, int column) {
    struct list list = {0};
    if (!reader_missing(csv, column))
        each_word(csv_text(csv, column), ";", &list, add_plain, reader);
    return finish(reader, csv, column, &list);
}

const char *read_uses(struct reader *reader, struct csv *csv, int column) {
    struct list list = {0};
    if (!reader_missing(csv, column))
        each_word(csv_text(csv, column), ",;", &list, add_use, reader);
    return finish(reader, csv, column, &list);
}

void read_use_groups(struct reader *reader) {
    enum { GROUP, USES, DESCRIPTION, COLUMNS };
    static const struct csv_column columns[] = {
        [GROUP] = {"use_group", true}, [USES] = {"uses", true}, [DESCRIPTION] = {"description", false}};
    AUTO(csv_release) struct csv *csv = reader_open(reader, "roads/use_group.csv", columns, COLUMNS, false);
    if (csv == NULL)
        return;
    reader->use_groups = names_new();
    int room = 0;
    while (csv_next(csv)) {
        struct list name = {0};
        list_add(&name, csv_text(csv, GROUP), strlen(csv_need(csv, GROUP)));
        bool is_new;
        int group = names_add(reader->use_groups, name.text, &is_new);
        if (!is_new) {
            csv_report(csv, DIAG_ERROR, GROUP, "use_group: \"%.80s\" is there twice", csv_text(csv, GROUP));
            continue;
        }
        GROW(reader->group_uses, group, room);
        reader->group_uses[group] = names_intern(reader->names, csv_need(csv, USES));
    }
}

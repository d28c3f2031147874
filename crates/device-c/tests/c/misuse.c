/*
 * Every way to call it wrongly that can be told from a right one, and what each is answered. The unit works on after all of it.
 *
 * What cannot be told: memory that is not the caller's, a text without its end, a buffer that is smaller than it is said to be.
 * A handle that was closed can be told.
 */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steadfast_device.h"

/* The fingerprint of no key. */
#define NO_KEY "sha256:0000000000000000000000000000000000000000000000000000000000000000"

static int wrong, asked;

#define IS(call, wanted)                                                                                                    \
    do {                                                                                                                    \
        SfCode code_ = (call);                                                                                              \
        asked++;                                                                                                            \
        if (code_ != (wanted)) {                                                                                            \
            char why_[256] = "";                                                                                            \
            size_t length_;                                                                                                 \
            sf_last_error(why_, sizeof why_, &length_);                                                                     \
            printf("line %d: %s: %s, not %s: %s\n", __LINE__, #call, sf_error_name(code_), sf_error_name(wanted), why_);    \
            wrong++;                                                                                                        \
        }                                                                                                                   \
    } while (0)

static char buffer[4096], long_text[6000];
static uint8_t bytes[SF_MOST_BYTES];
static uint8_t body[8] = {0xff, 1, 2, 3, 4, 5, 6, 7};
static size_t length;
static int64_t number;
static uint32_t choice, other;

static int32_t fails(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *to, size_t room, size_t *count) {
    (void)context, (void)kind, (void)name, (void)from, (void)to, (void)room, (void)count;
    return 4711;
}

static int32_t has_nothing(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *to, size_t room,
                           size_t *count) {
    (void)context, (void)kind, (void)name, (void)from, (void)to, (void)room, (void)count;
    return SF_NOTHING;
}

static int32_t takes(void *context, const uint8_t *from, size_t count) {
    (void)context, (void)from, (void)count;
    return SF_OK;
}

/* Every call of the line. */
static void line_answers(SfUnit *unit, SfCode wanted) {
    IS(sf_make(unit, "SN-1", body, 8, NO_KEY, NULL, 0, buffer, sizeof buffer, &length), wanted);
    IS(sf_renew(unit, NULL, 0, buffer, sizeof buffer, &length), wanted);
    IS(sf_confirm(unit, NO_KEY), wanted);
    IS(sf_enrol_by(unit, "code"), wanted);
}

/* Every other call, right in all else, so that each is answered the same. */
static void all_answer(SfUnit *unit, SfCode wanted) {
    IS(sf_number(unit, SF_NUMBER_OWNED, &number), wanted);
    IS(sf_text(unit, SF_TEXT_MAKER, buffer, sizeof buffer, &length), wanted);
    IS(sf_present(unit), wanted);
    IS(sf_open_set_up(unit, "code", buffer, sizeof buffer, &length), wanted);
    IS(sf_set_up(unit, "pass", "anna", "a stone bridge over water", "UTC", 0), wanted);
    IS(sf_log_in(unit, 0, "anna", "password", NULL, NULL, &choice), wanted);
    IS(sf_set_password(unit, "anna", "a stone bridge over water", "anna"), wanted);
    IS(sf_event(unit, "event", NULL, 0), wanted);
    IS(sf_tick(unit), wanted);
    IS(sf_export_log(unit, NULL, NULL), wanted);
    IS(sf_erase_log(unit, "anna"), wanted);
    IS(sf_switch(unit, 0, 0, "anna"), wanted);
    IS(sf_agree(unit, 0, 0, "anna"), wanted);
    IS(sf_set(unit, "ssh", "on", "anna"), wanted);
    IS(sf_setting(unit, "ssh", buffer, sizeof buffer, &length), wanted);
    IS(sf_secure(unit, "anna"), wanted);
    IS(sf_set_zone(unit, "UTC", "anna"), wanted);
    IS(sf_set_window(unit, "", "anna"), wanted);
    IS(sf_runs(unit, NULL, "1", 1), wanted);
    IS(sf_request(unit, bytes, sizeof bytes, &length), wanted);
    IS(sf_answered(unit, 200, body, 8, &number), wanted);
    IS(sf_unanswered(unit, 0, &number), wanted);
    IS(sf_batch(unit, bytes, sizeof bytes, &length), wanted);
    IS(sf_batch_answered(unit, 200, body, 8), wanted);
    IS(sf_next_step(unit, 0, 0, &choice, &other), wanted);
    IS(sf_find(unit, NULL, NULL), wanted);
    IS(sf_bring(unit, NULL, NULL), wanted);
    IS(sf_installing(unit), wanted);
    IS(sf_installed(unit), wanted);
    IS(sf_not_installed(unit, "why"), wanted);
    IS(sf_started(unit, 0, &choice), wanted);
    IS(sf_well(unit), wanted);
    IS(sf_unwell(unit, "why"), wanted);
    IS(sf_wish(unit, 0, 0, "anna"), wanted);
    IS(sf_receipt(unit, 0, 0, buffer, sizeof buffer, &length), wanted);
    IS(sf_erased(unit, 0, buffer, sizeof buffer, &length), wanted);
    IS(sf_keep(unit, "name", body, 8), wanted);
    IS(sf_kept(unit, "name", bytes, sizeof bytes, &length), wanted);
    IS(sf_key(unit, "disk", bytes, sizeof bytes, &length), wanted);
    IS(sf_take_bundle(unit, NULL, NULL), wanted);
    IS(sf_begin_export(unit, NULL, &number), wanted);
    IS(sf_archive(unit, 0, NULL, NULL), wanted);
    IS(sf_exported(unit, 0, 0, NULL, 0), wanted);
    IS(sf_take_in(unit, NULL, NULL, "anna", &number), wanted);
    IS(sf_new_code(unit, buffer, sizeof buffer, &length), wanted);
    IS(sf_erase(unit, 0), wanted);
}

/* Handles that are none. */
static void handles(void) {
    SfUnit *unit = NULL;
    SfUnit *none[] = {NULL, (SfUnit *)(uintptr_t)123456, (SfUnit *)(void *)buffer};
    for (int at = 0; at < 3; at++) {
        line_answers(none[at], SF_HANDLE);
        all_answer(none[at], SF_HANDLE);
    }
    IS(sf_close(NULL), SF_OK);
    IS(sf_close((SfUnit *)(uintptr_t)123456), SF_HANDLE);
    IS(sf_open_memory(NULL), SF_NULL);
    IS(sf_open(NULL, &unit), SF_NULL);
    IS(sf_open("\xff\xfe", &unit), SF_NOT_TEXT);
    IS(sf_open("/dev/null/unit", &unit), SF_STORAGE);
    IS(sf_open_memory(&unit), SF_OK);
    IS(sf_close(unit), SF_OK);
    line_answers(unit, SF_HANDLE);
    all_answer(unit, SF_HANDLE);
    IS(sf_close(unit), SF_HANDLE);
}

/* Whole files of the world. */
static size_t file(const char *world, const char *name, uint8_t *to, size_t room) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", world, name);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        return 0;
    }
    size_t count = fread(to, 1, room, stream);
    fclose(stream);
    return count;
}

/* The line, with everything wrong and then right; gives the code. */
static void line(SfUnit *unit, const char *world, char code[SF_CODE_SIZE]) {
    static uint8_t factory[SF_MOST_BYTES];
    char maker[128] = "";
    size_t count = file(world, "factory.json", factory, sizeof factory);
    file(world, "maker", (uint8_t *)maker, sizeof maker - 1);
    all_answer(unit, SF_ORDER);
    IS(sf_start(unit, NULL, NULL, 0), SF_NOBODY);
    IS(sf_start(unit, NULL, NULL, 4), SF_RANGE);
    IS(sf_text(unit, SF_TEXT_SERIAL, buffer, sizeof buffer, &length), SF_NOBODY);
    IS(sf_born(unit, bytes, sizeof bytes, &length), SF_NOTHING);
    IS(sf_make(unit, NULL, factory, count, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_NULL);
    IS(sf_make(unit, "SN 1", factory, count, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_RANGE);
    IS(sf_make(unit, "SN-1", NULL, count, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_NULL);
    IS(sf_make(unit, "SN-1", factory, 0, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_FACTORY);
    IS(sf_make(unit, "SN-1", factory, SIZE_MAX, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_TOO_LONG);
    IS(sf_make(unit, "SN-1", factory, count - 1, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_FACTORY);
    IS(sf_make(unit, "SN-1", factory, count, "sha256:12", NULL, 0, code, SF_CODE_SIZE, &length), SF_RANGE);
    IS(sf_make(unit, "SN-1", factory, count, maker, body, 8, code, SF_CODE_SIZE, &length), SF_RANGE);
    IS(sf_make(unit, "SN-1", factory, count, maker, NULL, 32, code, SF_CODE_SIZE, &length), SF_NULL);
    IS(sf_make(unit, "SN-1", factory, count, maker, NULL, 0, code, SF_CODE_SIZE - 1, &length), SF_TOO_SMALL);
    IS(sf_make(unit, "SN-1", factory, count, maker, NULL, 0, NULL, SF_CODE_SIZE, &length), SF_NULL);
    IS(sf_make(unit, "SN-1", factory, count, maker, NULL, 0, code, SF_CODE_SIZE, NULL), SF_NULL);
    IS(sf_start(unit, NULL, NULL, 0), SF_NOBODY);
    IS(sf_make(unit, "SN-1", factory, count, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_OK);
    IS(sf_make(unit, "SN-2", factory, count, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_ANOTHER);
    IS(sf_born(unit, bytes, sizeof bytes, &length), SF_OK);
    IS(sf_start(unit, NULL, NULL, 0), SF_UNCONFIRMED);
    IS(sf_confirm(unit, maker), SF_ANOTHER);
    char key[128];
    IS(sf_text(unit, SF_TEXT_FINGERPRINT, key, sizeof key, &length), SF_OK);
    IS(sf_confirm(unit, key), SF_OK);
    IS(sf_make(unit, "SN-1", factory, count, maker, NULL, 0, code, SF_CODE_SIZE, &length), SF_CONFIRMED);
    IS(sf_renew(unit, NULL, 0, code, SF_CODE_SIZE, &length), SF_OK);
    IS(sf_confirm(unit, key), SF_OK);
}

/* Buffers, texts and numbers, with a unit that has no owner. */
static void arguments(SfUnit *unit) {
    IS(sf_start(unit, NULL, NULL, 0), SF_ORDER);
    line_answers(unit, SF_ORDER);
    IS(sf_text(unit, SF_TEXT_MAKER, NULL, 0, &length), SF_TOO_SMALL);
    if (length != sizeof "Example") {
        printf("a length of %zu\n", length);
        wrong++;
    }
    memset(buffer, 7, sizeof buffer);
    IS(sf_text(unit, SF_TEXT_MAKER, buffer, length - 1, &length), SF_TOO_SMALL);
    IS(sf_text(unit, SF_TEXT_MAKER, NULL, 100, &length), SF_NULL);
    IS(sf_text(unit, SF_TEXT_MAKER, buffer, 100, NULL), SF_NULL);
    if (buffer[0] != 7) {
        printf("something was written\n");
        wrong++;
    }
    IS(sf_text(unit, SF_TEXT_MAKER, buffer, length, &length), SF_OK);
    IS(sf_number(unit, SF_NUMBER_OWNED, NULL), SF_NULL);
    IS(sf_number(unit, SF_NUMBER_OWNED, (int64_t *)(void *)(buffer + 1)), SF_NULL);
    uint32_t none[] = {20, 255, 1u << 31, UINT32_MAX};
    for (size_t at = 0; at < sizeof none / sizeof none[0]; at++) {
        IS(sf_text(unit, none[at], buffer, sizeof buffer, &length), SF_RANGE);
        IS(sf_number(unit, none[at], &number), SF_RANGE);
        IS(sf_log_in(unit, none[at], "anna", "password", NULL, NULL, &choice), SF_RANGE);
        IS(sf_event(unit, "event", NULL, none[at]), SF_RANGE);
        IS(sf_switch(unit, none[at], 0, "anna"), SF_RANGE);
        IS(sf_switch(unit, 0, none[at], "anna"), SF_RANGE);
        IS(sf_agree(unit, none[at], 0, "anna"), SF_RANGE);
        IS(sf_wish(unit, none[at], 0, "anna"), SF_RANGE);
        IS(sf_receipt(unit, 0, none[at], buffer, sizeof buffer, &length), SF_RANGE);
        IS(sf_erased(unit, none[at], buffer, sizeof buffer, &length), SF_RANGE);
        IS(sf_erase(unit, none[at]), SF_RANGE);
        IS(sf_next_step(unit, 0, none[at], &choice, &other), SF_RANGE);
        IS(sf_started(unit, none[at], &choice), SF_RANGE);
        IS(sf_set_up(unit, "pass", "anna", "password", "UTC", none[at] & ~7u), SF_RANGE);
    }
    IS(sf_next_step(unit, -2, 0, &choice, &other), SF_RANGE);
    IS(sf_next_step(unit, 1440, 0, &choice, &other), SF_RANGE);
    IS(sf_next_step(unit, 0, 0, NULL, &other), SF_NULL);
    IS(sf_next_step(unit, 0, 0, &choice, NULL), SF_NULL);
    IS(sf_event(unit, NULL, NULL, 0), SF_NULL);
    IS(sf_event(unit, "\xc3\x28", NULL, 0), SF_NOT_TEXT);
    IS(sf_event(unit, "Door Opened", NULL, 0), SF_RANGE);
    memset(long_text, 'a', sizeof long_text - 1);
    IS(sf_event(unit, long_text, NULL, 0), SF_TOO_LONG);
    IS(sf_event(unit, "event", long_text, 0), SF_TOO_LONG);
    long_text[4096] = 0;
    IS(sf_event(unit, "event", long_text, 0), SF_OK);
    IS(sf_runs(unit, NULL, NULL, 0), SF_NULL);
    IS(sf_setting(unit, "ssh", buffer, sizeof buffer, &length), SF_SETTING);
    IS(sf_receipt(unit, UINT32_MAX, 0, buffer, sizeof buffer, &length), SF_NOTHING);
    IS(sf_erased(unit, 0, buffer, sizeof buffer, &length), SF_NOTHING);
    if (strcmp(sf_error_name(99999), "SF_UNKNOWN") != 0 || strcmp(sf_error_name(SF_TOO_SMALL), "SF_TOO_SMALL") != 0) {
        printf("names of codes\n");
        wrong++;
    }
}

/* Calls that come too early or too late, with a unit that has no owner yet, and one after that. */
static void orders(SfUnit *unit, const char *code) {
    IS(sf_log_in(unit, 0, "anna", "password", NULL, NULL, &choice), SF_NO_OWNER);
    IS(sf_set_password(unit, "anna", "a stone bridge over water", "anna"), SF_NO_OWNER);
    IS(sf_switch(unit, SF_SWITCH_SHARE, 1, "anna"), SF_NO_OWNER);
    IS(sf_agree(unit, 1, 1, "anna"), SF_NO_OWNER);
    IS(sf_secure(unit, "anna"), SF_NO_OWNER);
    IS(sf_set_zone(unit, "UTC", "anna"), SF_NO_OWNER);
    IS(sf_set_window(unit, "02:00-05:00", "anna"), SF_NO_OWNER);
    IS(sf_set_window(unit, "when it rains", "anna"), SF_RANGE);
    IS(sf_wish(unit, SF_WISH_AGREED, -1, "anna"), SF_NO_OWNER);
    IS(sf_keep(unit, "name", body, 8), SF_NO_OWNER);
    IS(sf_key(unit, "disk", bytes, sizeof bytes, &length), SF_NO_OWNER);
    IS(sf_begin_export(unit, NULL, &number), SF_NO_OWNER);
    IS(sf_archive(unit, 0, takes, NULL), SF_NO_OWNER);
    IS(sf_take_in(unit, has_nothing, NULL, "anna", &number), SF_NO_OWNER);
    IS(sf_answered(unit, 200, body, 8, &number), SF_ORDER);
    IS(sf_batch(unit, bytes, sizeof bytes, &length), SF_NOTHING);
    IS(sf_batch_answered(unit, 200, body, 8), SF_ANSWER);
    IS(sf_batch_answered(unit, 403, body, 8), SF_REFUSED);
    IS(sf_batch_answered(unit, 99999, body, 8), SF_RANGE);
    IS(sf_installing(unit), SF_NO_UPDATE);
    IS(sf_installed(unit), SF_NO_UPDATE);
    IS(sf_not_installed(unit, "why"), SF_NO_UPDATE);
    IS(sf_well(unit), SF_NO_UPDATE);
    IS(sf_unwell(unit, "why"), SF_NO_UPDATE);
    IS(sf_started(unit, 0, &choice), SF_ORDER);
    IS(sf_set_up(unit, "no pass", "anna", "a stone bridge over water", "UTC", 0), SF_PASS);
    IS(sf_open_set_up(unit, NULL, buffer, sizeof buffer, &length), SF_WRONG);
    for (int tries = 0; tries < 4; tries++) {
        IS(sf_open_set_up(unit, "0000-0000-0000-0000", buffer, sizeof buffer, &length), SF_WRONG);
    }
    IS(sf_open_set_up(unit, "0000-0000-0000-0000", buffer, sizeof buffer, &length), SF_WAIT);
    IS(sf_number(unit, SF_NUMBER_WAIT, &number), SF_OK);
    IS(sf_open_set_up(unit, code, buffer, SF_PASS_SIZE - 1, &length), SF_TOO_SMALL);
    IS(sf_open_set_up(unit, code, buffer, sizeof buffer, &length), SF_OK);
    IS(sf_set_up(unit, buffer, "Anna!", "a stone bridge over water", "UTC", 0), SF_NAME);
    IS(sf_set_up(unit, buffer, "anna", "short", "UTC", 0), SF_PASSWORD);
    IS(sf_set_up(unit, buffer, "anna", "Gateway Example", "UTC", 0), SF_PASSWORD);
    IS(sf_set_up(unit, buffer, "anna", code, "UTC", 0), SF_PASSWORD);
    IS(sf_set_up(unit, buffer, "anna", "a stone bridge over water", "UTC", SF_CHOOSE_RECORD | SF_CHOOSE_SHARE), SF_OK);
    IS(sf_set_up(unit, buffer, "anna", "a stone bridge over water", "UTC", 0), SF_OWNED);
    IS(sf_open_set_up(unit, code, buffer, sizeof buffer, &length), SF_OWNED);
    IS(sf_log_in(unit, 0, "anna", "another", NULL, NULL, &choice), SF_WRONG);
    IS(sf_log_in(unit, 0, "anna", "another", NULL, NULL, NULL), SF_NULL);
    IS(sf_log_in(unit, 1, "anna", "a stone bridge over water", "", "v1.anna.no", &choice), SF_OK);
    IS(sf_text(unit, SF_TEXT_KNOWN, buffer, sizeof buffer, &length), SF_OK);
    IS(sf_set_password(unit, "nobody", "a stone bridge over water", "anna"), SF_ACCOUNT);
    IS(sf_wish(unit, SF_WISH_AGREED, -1, "anna"), SF_NO_UPDATE);
    IS(sf_set(unit, "ssh", "on", "anna"), SF_SETTING);
    IS(sf_switch(unit, SF_SWITCH_RECORD, 0, "anna"), SF_OK);
    IS(sf_event(unit, "event", NULL, 0), SF_NOT_RECORDED);
    IS(sf_switch(unit, SF_SWITCH_RECORD, 1, "anna"), SF_OK);
}

/* A request that does not fit waits. An answer that is none changes nothing. */
static void server(SfUnit *unit, const char *world) {
    static uint8_t told[SF_MOST_BYTES];
    IS(sf_request(unit, bytes, 10, &length), SF_TOO_SMALL);
    size_t first = length;
    IS(sf_request(unit, bytes, sizeof bytes, NULL), SF_NULL);
    IS(sf_request(unit, bytes, sizeof bytes, &length), SF_OK);
    if (first != length) {
        printf("the request that waited is another\n");
        wrong++;
    }
    IS(sf_answered(unit, 200, body, 8, NULL), SF_NULL);
    IS(sf_answered(unit, 200, NULL, 8, &number), SF_NULL);
    IS(sf_answered(unit, 200, body, SF_MOST_BYTES + 1, &number), SF_TOO_LONG);
    IS(sf_answered(unit, 70000, body, 8, &number), SF_RANGE);
    IS(sf_answered(unit, 200, body, 8, &number), SF_ANSWER);
    IS(sf_request(unit, bytes, sizeof bytes, &length), SF_OK);
    IS(sf_answered(unit, 403, body, 8, &number), SF_REFUSED);
    const char *answers[] = {"enrolled.cbor", "answer.cbor"};
    for (int at = 0; at < 2; at++) {
        IS(sf_request(unit, bytes, sizeof bytes, &length), SF_OK);
        size_t count = file(world, answers[at], told, sizeof told);
        IS(sf_answered(unit, 200, told, count, &number), SF_OK);
    }
    IS(sf_answered(unit, 200, body, 8, &number), SF_ORDER);
}

static SfUnit *inner;
static SfCode reentered[2];

static int32_t gives_too_much(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *to, size_t room,
                              size_t *count) {
    (void)context, (void)kind, (void)name, (void)from, (void)to;
    *count = room + 1;
    return SF_OK;
}

static int32_t never_ends(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *to, size_t room,
                          size_t *count) {
    (void)context, (void)kind, (void)name, (void)from;
    memset(to, '{', room);
    *count = room;
    return SF_OK;
}

static void *from_another_thread(void *context) {
    (void)context;
    reentered[1] = sf_tick(inner);
    return NULL;
}

static int32_t calls_again(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *to, size_t room,
                           size_t *count) {
    (void)context, (void)kind, (void)name, (void)from, (void)to, (void)room, (void)count;
    pthread_t thread;
    reentered[0] = sf_tick(inner);
    if (pthread_create(&thread, NULL, from_another_thread, NULL) == 0) {
        pthread_join(thread, NULL);
    }
    IS(sf_close(inner), SF_BUSY);
    return SF_NOTHING;
}

static int32_t does_not_write(void *context, const uint8_t *from, size_t count) {
    (void)context, (void)from, (void)count;
    return 1;
}

/* Functions of the caller that do not do what they should. */
static void callbacks(SfUnit *unit) {
    IS(sf_find(unit, NULL, NULL), SF_NULL);
    IS(sf_bring(unit, NULL, NULL), SF_NULL);
    IS(sf_bring(unit, fails, NULL), SF_ORDER); /* It was started without images. */
    IS(sf_find(unit, fails, NULL), SF_CALLBACK);
    IS(sf_find(unit, gives_too_much, NULL), SF_CALLBACK);
    IS(sf_find(unit, has_nothing, NULL), SF_NOT_BELIEVED);
    IS(sf_find(unit, never_ends, NULL), SF_NOT_BELIEVED);
    inner = unit;
    IS(sf_find(unit, calls_again, NULL), SF_NOT_BELIEVED);
    IS(reentered[0], SF_BUSY);
    IS(reentered[1], SF_BUSY);
    IS(sf_export_log(unit, NULL, NULL), SF_NULL);
    IS(sf_export_log(unit, does_not_write, NULL), SF_CALLBACK);
    IS(sf_take_bundle(unit, NULL, NULL), SF_NULL);
    IS(sf_take_bundle(unit, has_nothing, NULL), SF_ORDER);
}

/* What an owner takes along and brings in. */
static void exports(SfUnit *unit) {
    IS(sf_keep(unit, "No Name", body, 8), SF_RANGE);
    IS(sf_keep(unit, "name", NULL, 8), SF_NULL);
    IS(sf_keep(unit, "name", body, (1u << 20) + 1), SF_TOO_LONG);
    IS(sf_kept(unit, "name", bytes, sizeof bytes, &length), SF_NOTHING);
    IS(sf_keep(unit, "name", body, 8), SF_OK);
    IS(sf_kept(unit, "name", bytes, 7, &length), SF_TOO_SMALL);
    IS(sf_kept(unit, "name", bytes, length, &length), SF_OK);
    IS(sf_key(unit, "disk", bytes, SF_KEY_SIZE - 1, &length), SF_TOO_SMALL);
    IS(sf_archive(unit, 0, takes, NULL), SF_NOTHING);
    IS(sf_exported(unit, 0, 0, NULL, 0), SF_ORDER);
    IS(sf_begin_export(unit, "age1nobody", &number), SF_RANGE);
    IS(sf_begin_export(unit, NULL, NULL), SF_NULL);
    IS(sf_begin_export(unit, NULL, &number), SF_OK);
    IS(sf_archive(unit, -1, takes, NULL), SF_RANGE);
    IS(sf_archive(unit, number + 1, takes, NULL), SF_RANGE);
    IS(sf_archive(unit, 0, does_not_write, NULL), SF_CALLBACK);
    IS(sf_exported(unit, 0, 0, NULL, 0), SF_ORDER);
    IS(sf_archive(unit, number - 10, takes, NULL), SF_OK);
    IS(sf_exported(unit, 6, 0, NULL, 0), SF_RANGE);
    IS(sf_exported(unit, 0, 2, NULL, 0), SF_RANGE);
    IS(sf_exported(unit, 0, 0, body, 8), SF_RANGE);
    IS(sf_keep(unit, "name", body, 7), SF_OK);
    IS(sf_archive(unit, 0, takes, NULL), SF_CHANGED);
    IS(sf_begin_export(unit, NULL, &number), SF_OK);
    IS(sf_exported(unit, 0, 0, NULL, 0), SF_ORDER);
    IS(sf_archive(unit, 0, takes, NULL), SF_OK);
    IS(sf_exported(unit, 0, 1, NULL, 0), SF_OK);
    IS(sf_exported(unit, 0, 1, NULL, 0), SF_ORDER);
    IS(sf_take_in(unit, NULL, NULL, "anna", &number), SF_NULL);
    IS(sf_take_in(unit, has_nothing, NULL, "anna", NULL), SF_NULL);
    IS(sf_take_in(unit, has_nothing, NULL, "anna", &number), SF_CALLBACK);
    IS(sf_take_in(unit, fails, NULL, "anna", &number), SF_CALLBACK);
    IS(sf_take_in(unit, never_ends, NULL, "anna", &number), SF_ARCHIVE);
}

int main(int count, char **words) {
    SfUnit *unit = NULL;
    char code[SF_CODE_SIZE] = "";
    if (count != 2) {
        return 2;
    }
    handles();
    IS(sf_open_memory(&unit), SF_OK);
    line(unit, words[1], code);
    IS(sf_start(unit, NULL, NULL, SF_START_LITTLE_MEMORY), SF_OK);
    arguments(unit);
    orders(unit, code);
    server(unit, words[1]);
    callbacks(unit);
    exports(unit);
    IS(sf_event(unit, "still-there", NULL, 0), SF_OK);
    IS(sf_tick(unit), SF_OK);
    IS(sf_erase(unit, SF_PURPOSE_RESET), SF_OK);
    IS(sf_open_set_up(unit, code, buffer, sizeof buffer, &length), SF_OK);
    IS(sf_close(unit), SF_OK);
    printf("asked: %d\nwrong: %d\n", asked, wrong);
    return wrong != 0;
}

/*
 * Calls in any order with anything in them: each is answered with a code that there is, none is a bug, and nothing of memory
 * breaks. What is drawn follows from the number that it is given.
 *
 *     random WORLD FIRST COUNT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steadfast_device.h"

#define CALLS 200
#define UNITS 3

static uint64_t state;

static uint32_t draw(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % below;
}

static SfUnit *units[UNITS];
static char code[SF_CODE_SIZE], pass[SF_PASS_SIZE], maker[128], key[128];
static uint8_t factory[SF_MOST_BYTES], enrolled[4096], answer[4096];
static size_t factory_length, enrolled_length, answer_length;

static SfUnit *a_unit(void) {
    return draw(12) == 0 ? (SfUnit *)(uintptr_t)draw(9) : units[draw(UNITS)];
}

static const char *a_text(void) {
    static char noise[64];
    const char *known[] = {code, pass, maker, key,     "anna", "a stone bridge over water", "UTC", "door-opened", "SN-1", "",
                           "02:00-05:00", "\xff", NULL, "gateway/2/firmware.bin"};
    uint32_t which = draw(sizeof known / sizeof known[0] + 1);
    if (which < sizeof known / sizeof known[0]) {
        return known[which];
    }
    for (size_t at = 0; at + 1 < sizeof noise; at++) {
        noise[at] = (char)draw(256);
    }
    return noise;
}

static uint32_t a_choice(void) {
    return draw(10) == 0 ? draw(UINT32_MAX) : draw(8);
}

static int32_t gives_noise(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *to, size_t room,
                           size_t *count) {
    (void)kind, (void)name, (void)from;
    size_t most = room < 100 ? room : 100;
    *count = draw((uint32_t)most + 1);
    for (size_t at = 0; at < *count; at++) {
        to[at] = (uint8_t)draw(256);
    }
    if (draw(20) == 0) {
        *count = room + draw(9);
    }
    if (draw(20) == 0) {
        sf_tick(context);
    }
    return draw(6) == 0 ? (int32_t)draw(40) : SF_OK;
}

static int32_t takes(void *context, const uint8_t *from, size_t count) {
    (void)context, (void)from, (void)count;
    return draw(30) == 0;
}

/* A unit that is a unit, so that not all calls end at the first question. */
static void begin(SfUnit **unit) {
    size_t length;
    sf_open_memory(unit);
    sf_make(*unit, "SN-1", factory, factory_length, maker, NULL, 0, code, sizeof code, &length);
    sf_text(*unit, SF_TEXT_FINGERPRINT, key, sizeof key, &length);
    sf_confirm(*unit, key);
    sf_start(*unit, NULL, NULL, SF_START_LITTLE_MEMORY);
}

static SfCode any_call(void) {
    static char out[SF_MOST_BYTES];
    uint8_t *bytes = (uint8_t *)out;
    uint32_t number, other;
    int64_t whole;
    size_t length, room = draw(5) == 0 ? draw(40) : sizeof out;
    SfUnit *unit = a_unit();
    switch (draw(50)) {
    case 0: return draw(9) == 0 ? sf_close(unit) : SF_OK;
    case 1: return sf_open_memory(&units[draw(UNITS)]);
    case 2: begin(&units[draw(UNITS)]); return SF_OK;
    case 3: return sf_make(unit, a_text(), factory, draw(2) ? factory_length : 9, maker, NULL, 0, out, room, &length);
    case 4: return sf_renew(unit, bytes, draw(2) * 32, out, room, &length);
    case 5: return sf_confirm(unit, a_text());
    case 6: return sf_born(unit, bytes, room, &length);
    case 7: return sf_enrol_by(unit, a_text());
    case 8: return sf_start(unit, NULL, NULL, draw(4));
    case 9: return sf_text(unit, draw(22), out, room, &length);
    case 10: return sf_number(unit, draw(22), &whole);
    case 11: return sf_present(unit);
    case 12: return sf_open_set_up(unit, draw(2) ? code : a_text(), pass, sizeof pass, &length);
    case 13: return sf_set_up(unit, pass, a_text(), a_text(), a_text(), draw(9));
    case 14: return sf_set_up(unit, pass, "anna", "a stone bridge over water", "UTC", draw(8));
    case 15: return sf_log_in(unit, draw(3), "anna", a_text(), a_text(), a_text(), &number);
    case 16: return sf_event(unit, "door-opened", a_text(), a_choice());
    case 17: return sf_tick(unit);
    case 18: return sf_export_log(unit, takes, NULL);
    case 19: return sf_erase_log(unit, a_text());
    case 20: return sf_switch(unit, a_choice(), a_choice(), "anna");
    case 21: return sf_agree(unit, draw(2), draw(2), a_text());
    case 22: return sf_set(unit, a_text(), a_text(), a_text());
    case 23: return sf_setting(unit, a_text(), out, room, &length);
    case 24: return sf_secure(unit, a_text());
    case 25: return sf_set_zone(unit, a_text(), a_text());
    case 26: return sf_set_window(unit, a_text(), a_text());
    case 27: return sf_runs(unit, a_text(), a_text(), (int64_t)draw(9) - 1);
    case 28: return sf_request(unit, bytes, room, &length);
    case 29: return sf_answered(unit, 200, enrolled, enrolled_length, &whole);
    case 30: return sf_answered(unit, 200, answer, answer_length, &whole);
    case 31: return sf_answered(unit, draw(600), answer, draw(60), &whole);
    case 32: return sf_unanswered(unit, draw(99), &whole);
    case 33: return sf_batch(unit, bytes, room, &length);
    case 34: return sf_batch_answered(unit, 200, answer, draw(40));
    case 35: return sf_next_step(unit, (int32_t)draw(1500) - 1, draw(2), &number, &other);
    case 36: return sf_find(unit, gives_noise, unit);
    case 37: return sf_bring(unit, gives_noise, unit);
    case 38: return draw(2) ? sf_installing(unit) : sf_installed(unit);
    case 39: return draw(2) ? sf_well(unit) : sf_unwell(unit, a_text());
    case 40: return sf_wish(unit, a_choice(), (int64_t)draw(99) - 9, a_text());
    case 41: return draw(2) ? sf_receipt(unit, draw(9), draw(3), out, room, &length) : sf_erased(unit, draw(3), out, room, &length);
    case 43: return sf_keep(unit, draw(2) ? "name" : a_text(), answer, draw(90));
    case 44: return draw(2) ? sf_kept(unit, "name", bytes, room, &length) : sf_key(unit, a_text(), bytes, room, &length);
    case 45: return sf_begin_export(unit, draw(3) ? NULL : a_text(), &whole);
    case 46: return sf_archive(unit, draw(3) ? 0 : (int64_t)draw(9999) - 9, takes, NULL);
    case 47: return sf_exported(unit, a_choice(), draw(2), answer, draw(2) * 32);
    case 48: return draw(2) ? sf_take_in(unit, gives_noise, unit, a_text(), &whole) : sf_take_bundle(unit, gives_noise, unit);
    case 42: return sf_new_code(unit, out, room, &length);
    default: return draw(4) ? SF_OK : sf_erase(unit, draw(4));
    }
}

/* So many calls, by what is drawn from this number on. */
static int walk(uint32_t seed) {
    state = seed * 0x9E3779B97F4A7C15u + 1;
    for (int at = 0; at < UNITS; at++) {
        begin(&units[at]);
    }
    for (int call = 0; call < CALLS; call++) {
        SfCode said = any_call();
        if (said == SF_PANICKED || strcmp(sf_error_name(said), "SF_UNKNOWN") == 0) {
            printf("seed %u, call %d: %s\n", (unsigned)seed, call, sf_error_name(said));
            return 0;
        }
    }
    for (int at = 0; at < UNITS; at++) {
        sf_close(units[at]);
    }
    return 1;
}

static size_t file(const char *world, const char *name, void *to, size_t room) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", world, name);
    FILE *stream = fopen(path, "rb");
    size_t count = stream == NULL ? 0 : fread(to, 1, room, stream);
    if (stream != NULL) {
        fclose(stream);
    }
    return count;
}

int main(int count, char **words) {
    if (count != 4) {
        return 2;
    }
    factory_length = file(words[1], "factory.json", factory, sizeof factory);
    enrolled_length = file(words[1], "enrolled.cbor", enrolled, sizeof enrolled);
    answer_length = file(words[1], "answer.cbor", answer, sizeof answer);
    file(words[1], "maker", maker, sizeof maker - 1);
    uint32_t first = (uint32_t)atoi(words[2]), seeds = (uint32_t)atoi(words[3]);
    for (uint32_t seed = first; seed < first + seeds; seed++) {
        if (!walk(seed)) {
            return 1;
        }
    }
    printf("walks: %u\n", (unsigned)seeds);
    return 0;
}

/*
 * A unit in C, from the line to its next owner: made, set up, told an event, updated, taken along, erased.
 *
 *     cc -std=c11 -I include examples/unit.c -L FOLDER -lsteadfast_device_c -lpthread -o unit
 *     ./unit WORLD
 *
 * WORLD is a folder with what others make: `factory.json` and `maker` (the settings, and the fingerprint of the key that signed
 * them), `enrolled.cbor` and `answer.cbor` (what a server says), `repository/` (what it publishes), and `images/image-a`, the
 * image that runs. A firmware has the first two built in, and a network for the others.
 *
 * All of it runs in a thread with as little stack as the header asks for.
 */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steadfast_device.h"

#define STACK (256 * 1024)
#define PATH 512
#define MOST_FACTORY (256 * 1024)

/* The world, and the unit in it. */
struct walk {
    const char *world;
    SfUnit *unit;
    int failed;
};

/* Says what went wrong, and gives up. A firmware would go on without. */
#define TRY(call)                                                                                                           \
    do {                                                                                                                    \
        SfCode code_ = (call);                                                                                              \
        if (code_ != SF_OK) {                                                                                               \
            complain(#call, code_);                                                                                         \
            return 0;                                                                                                       \
        }                                                                                                                   \
    } while (0)

static void complain(const char *call, SfCode code) {
    char why[512];
    size_t length;
    if (sf_last_error(why, sizeof why, &length) != SF_OK) {
        why[0] = 0;
    }
    fprintf(stderr, "%s: %s: %s\n", call, sf_error_name(code), why);
}

static void place(const struct walk *walk, const char *name, char path[PATH]) {
    snprintf(path, PATH, "%s/%s", walk->world, name);
}

/* A file of the world as a whole; NULL where it cannot be read. The caller frees it. */
static uint8_t *whole_file(const struct walk *walk, const char *name, size_t *length) {
    char path[PATH];
    place(walk, name, path);
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(MOST_FACTORY + 1);
    if (file == NULL || bytes == NULL) {
        fprintf(stderr, "%s cannot be read\n", path);
        free(bytes);
        if (file != NULL) {
            fclose(file);
        }
        return NULL;
    }
    *length = fread(bytes, 1, MOST_FACTORY, file);
    bytes[*length] = 0;
    fclose(file);
    return bytes;
}

/* Reads the repository, here out of a folder. Over HTTP it would ask for the bytes from `from` on, and go on with them. */
static int32_t read_repository(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *buffer,
                               size_t capacity, size_t *length) {
    const struct walk *walk = context;
    char path[PATH];
    const char *under = kind == SF_FILE_METADATA ? "metadata" : "targets";
    snprintf(path, sizeof path, "%s/repository/%s/%s", walk->world, under, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return SF_NOTHING;
    }
    int sought = fseek(file, (long)from, SEEK_SET);
    *length = sought == 0 ? fread(buffer, 1, capacity, file) : 0;
    int failed = sought != 0 || ferror(file);
    fclose(file);
    return failed ? SF_STORAGE : SF_OK;
}

static int32_t write_file(void *context, const uint8_t *bytes, size_t length) {
    return fwrite(bytes, 1, length, context) == length ? SF_OK : SF_STORAGE;
}

/* At the line: the unit comes to be, its label is printed, the line says that it wrote that down. */
static int make(struct walk *walk, char code[SF_CODE_SIZE]) {
    size_t factory_length = 0, maker_length = 0, length;
    uint8_t *factory = whole_file(walk, "factory.json", &factory_length);
    uint8_t *maker = whole_file(walk, "maker", &maker_length);
    SfCode made = SF_STORAGE;
    if (factory != NULL && maker != NULL) {
        made = sf_make(walk->unit, "SN-0001", factory, factory_length, (const char *)maker, NULL, 0, code, SF_CODE_SIZE, &length);
    }
    free(factory);
    free(maker);
    TRY(made);
    char fingerprint[128];
    TRY(sf_text(walk->unit, SF_TEXT_FINGERPRINT, fingerprint, sizeof fingerprint, &length));
    printf("key: %s\n", fingerprint);
    TRY(sf_confirm(walk->unit, fingerprint));
    return 1;
}

/* A start of the machine. */
static int start(struct walk *walk) {
    char state[PATH], images[PATH], owner[PATH];
    place(walk, "state", state);
    place(walk, "images", images);
    place(walk, "owner", owner);
    if (walk->unit == NULL) {
        TRY(sf_open(state, &walk->unit));
    }
    TRY(sf_start(walk->unit, images, owner, SF_START_LITTLE_MEMORY));
    TRY(sf_runs(walk->unit, NULL, "1.0.0", 1));
    return 1;
}

/* The owner types the code of the label, a name and a password, and chooses. */
static int set_up(struct walk *walk, const char *code) {
    char pass[SF_PASS_SIZE];
    size_t length;
    uint32_t role;
    TRY(sf_open_set_up(walk->unit, code, pass, sizeof pass, &length));
    TRY(sf_set_up(walk->unit, pass, "anna", "a stone bridge over water", "Europe/Berlin",
                  SF_CHOOSE_AUTOMATIC_UPDATES | SF_CHOOSE_RECORD | SF_CHOOSE_SHARE));
    TRY(sf_log_in(walk->unit, SF_PLACE_HERE, "anna", "a stone bridge over water", NULL, NULL, &role));
    printf("owner: %s\n", role == SF_ROLE_OWNER ? "anna" : "nobody");
    return 1;
}

/* One request to the server, whose answer is a file here. */
static int ask_server(struct walk *walk, const char *answer) {
    static uint8_t request[SF_MOST_BYTES];
    char path[64];
    size_t length, body_length = 0;
    int64_t wait;
    TRY(sf_request(walk->unit, request, sizeof request, &length));
    size_t bytes = length;
    TRY(sf_text(walk->unit, SF_TEXT_PATH, path, sizeof path, &length));
    uint8_t *body = whole_file(walk, answer, &body_length);
    SfCode answered = body == NULL ? SF_STORAGE : sf_answered(walk->unit, 200, body, body_length, &wait);
    free(body);
    TRY(answered);
    printf("asked: %s %zu, again in %lld\n", path, bytes, (long long)wait);
    return 1;
}

/* The machine goes down, and comes up again with the image that is to start now. */
static int restart(struct walk *walk) {
    char images[PATH], image[PATH];
    size_t length;
    uint32_t started;
    TRY(sf_tick(walk->unit));
    TRY(sf_close(walk->unit));
    walk->unit = NULL;
    place(walk, "images", images);
    TRY(sf_image_to_start(images, image, sizeof image, &length));
    printf("starts: %s\n", strrchr(image, '/') + 1);
    if (!start(walk)) {
        return 0;
    }
    TRY(sf_started(walk->unit, SF_STARTED_NOT, &started));
    return 1;
}

/* One step of an update after another, until there is none. A firmware takes one now and then, and waits between them. */
static int update(struct walk *walk) {
    for (int steps = 0; steps < 20; steps++) {
        uint32_t step, why;
        TRY(sf_next_step(walk->unit, -1, 1, &step, &why));
        printf("step: %u\n", (unsigned)step);
        switch (step) {
        case SF_STEP_FIND:
            TRY(sf_find(walk->unit, read_repository, walk));
            TRY(sf_wish(walk->unit, SF_WISH_POSTPONED, -1, "anna"));
            break;
        case SF_STEP_BRING:
            TRY(sf_bring(walk->unit, read_repository, walk));
            break;
        case SF_STEP_WAIT:
            printf("waits: %u\n", (unsigned)why);
            TRY(sf_wish(walk->unit, SF_WISH_AGREED, -1, "anna"));
            break;
        case SF_STEP_INSTALL:
            TRY(sf_installing(walk->unit));
            TRY(sf_installed(walk->unit));
            break;
        case SF_STEP_RESTART:
            if (!restart(walk)) {
                return 0;
            }
            break;
        case SF_STEP_WATCH:
            TRY(sf_well(walk->unit));
            break;
        default:
            return 1;
        }
    }
    return 0;
}

/* What the unit stated: a file for the owner, and a line for a QR code on a screen. */
static int receipts(struct walk *walk) {
    static char text[SF_MOST_BYTES];
    size_t length;
    char name[64], path[PATH];
    for (uint32_t index = 0;; index++) {
        SfCode code = sf_receipt(walk->unit, index, SF_FORM_LINE, text, sizeof text, &length);
        if (code == SF_NOTHING) {
            return 1;
        }
        TRY(code);
        printf("receipt: %s\n", text);
        TRY(sf_receipt(walk->unit, index, SF_FORM_TEXT, text, sizeof text, &length));
        snprintf(name, sizeof name, "receipt-%u.txt", (unsigned)index);
        place(walk, name, path);
        FILE *file = fopen(path, "wb");
        if (file == NULL) {
            return 0;
        }
        fputs(text, file);
        fclose(file);
    }
}

/* Everything of the owner's as one archive. They keep the rules of their house on the unit, among others. */
static int take_along(struct walk *walk) {
    static const char rules[] = "shoes off";
    char path[PATH];
    int64_t size;
    TRY(sf_keep(walk->unit, "rules", (const uint8_t *)rules, sizeof rules - 1));
    TRY(sf_begin_export(walk->unit, NULL, &size));
    place(walk, "archive.tar", path);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return 0;
    }
    SfCode code = sf_archive(walk->unit, 0, write_file, file);
    fclose(file);
    TRY(code);
    TRY(sf_exported(walk->unit, SF_WAY_DOWNLOAD, 0, NULL, 0));
    return 1;
}

static int save_log(struct walk *walk) {
    char path[PATH];
    place(walk, "log.jsonl", path);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return 0;
    }
    SfCode code = sf_export_log(walk->unit, write_file, file);
    fclose(file);
    TRY(code);
    return 1;
}

/* The unit goes to somebody else. */
static int hand_over(struct walk *walk) {
    char code[SF_CODE_SIZE];
    static char text[SF_MOST_BYTES];
    size_t length;
    TRY(sf_new_code(walk->unit, code, sizeof code, &length));
    TRY(sf_erase(walk->unit, SF_PURPOSE_HANDOVER));
    TRY(sf_erased(walk->unit, SF_FORM_LINE, text, sizeof text, &length));
    printf("new code: %s\nerased: %s\n", code, text);
    char pass[SF_PASS_SIZE];
    TRY(sf_open_set_up(walk->unit, code, pass, sizeof pass, &length));
    return 1;
}

static int whole_walk(struct walk *walk) {
    char state[PATH], code[SF_CODE_SIZE];
    place(walk, "state", state);
    TRY(sf_open(state, &walk->unit));
    if (!make(walk, code) || !start(walk) || !set_up(walk, code)) {
        return 0;
    }
    TRY(sf_event(walk->unit, "door-opened", "by key 3", SF_SEVERITY_MEDIUM));
    if (!ask_server(walk, "enrolled.cbor") || !ask_server(walk, "answer.cbor") || !update(walk)) {
        return 0;
    }
    TRY(sf_switch(walk->unit, SF_SWITCH_SHARE, 0, "anna"));
    if (!take_along(walk) || !receipts(walk) || !save_log(walk) || !hand_over(walk)) {
        return 0;
    }
    TRY(sf_close(walk->unit));
    return 1;
}

static void *run(void *context) {
    struct walk *walk = context;
    walk->failed = !whole_walk(walk);
    return NULL;
}

/* Runs it on a stack of this size, at this place where it is not NULL. */
static int run_on_stack(const char *world, void *stack, size_t size) {
    struct walk walk = {world, NULL, 1};
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    int unfit = stack == NULL ? pthread_attr_setstacksize(&attributes, size) : pthread_attr_setstack(&attributes, stack, size);
    int ran = !unfit && pthread_create(&thread, &attributes, run, &walk) == 0 && pthread_join(thread, NULL) == 0;
    pthread_attr_destroy(&attributes);
    return ran && !walk.failed ? 0 : 1;
}

#ifndef NO_MAIN
int main(int count, char **words) {
    if (count != 2 || sf_abi_version() != SF_ABI_VERSION) {
        fprintf(stderr, "usage: unit WORLD, with a library of interface %u\n", (unsigned)SF_ABI_VERSION);
        return 2;
    }
    return run_on_stack(words[1], NULL, STACK);
}
#endif

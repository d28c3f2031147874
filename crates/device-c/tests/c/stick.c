/*
 * Another unit, which takes in what the first one gave its owner, and an update out of a bundle, without any network.
 */
#pragma GCC diagnostic ignored "-Wunused-function"
#define NO_MAIN
#include "../../examples/unit.c"

static int32_t read_file(void *context, uint32_t kind, const char *name, uint64_t from, uint8_t *buffer, size_t capacity,
                         size_t *length) {
    FILE *file = context;
    if ((kind != SF_FILE_BUNDLE && kind != SF_FILE_ARCHIVE) || name[0] != 0 || fseek(file, (long)from, SEEK_SET) != 0) {
        return SF_RANGE;
    }
    *length = fread(buffer, 1, capacity, file);
    return ferror(file) ? SF_STORAGE : SF_OK;
}

static FILE *opened(const struct walk *walk, const char *name) {
    char path[PATH];
    place(walk, name, path);
    return fopen(path, "rb");
}

static int successor(struct walk *walk) {
    char state[PATH], code[SF_CODE_SIZE];
    uint8_t kept[64];
    size_t length;
    int64_t things, left;
    place(walk, "state", state);
    TRY(sf_open(state, &walk->unit));
    if (!make(walk, code) || !start(walk) || !set_up(walk, code)) {
        return 0;
    }
    FILE *archive = opened(walk, "archive.tar"), *bundle = opened(walk, "bundle");
    if (archive == NULL || bundle == NULL) {
        return 0;
    }
    TRY(sf_take_in(walk->unit, read_file, archive, "anna", &things));
    TRY(sf_kept(walk->unit, "rules", kept, sizeof kept, &length));
    printf("things: %lld\nkept: %.*s\n", (long long)things, (int)length, (const char *)kept);
    printf("noise: %s\n", sf_error_name(sf_take_bundle(walk->unit, read_file, archive)));
    TRY(sf_runs(walk->unit, "prt_firmware", "1.0.0", 1));
    TRY(sf_take_bundle(walk->unit, read_file, bundle));
    fclose(archive);
    fclose(bundle);
    if (!update(walk)) {
        return 0;
    }
    printf("left: %s\n", sf_error_name(sf_number(walk->unit, SF_NUMBER_UPDATE_PHASE, &left)));
    TRY(sf_close(walk->unit));
    return 1;
}

int main(int count, char **words) {
    struct walk walk = {count == 2 ? words[1] : "", NULL, 1};
    return successor(&walk) ? 0 : 1;
}

/*
 * The walk of the example on a painted stack: how much of it is used.
 */
#define NO_MAIN
#include "../../examples/unit.c"

#define ROOM (8u * 1024 * 1024)
#define PAINT 0xA5

int main(int count, char **words) {
    void *stack = NULL;
    if (count != 2 || posix_memalign(&stack, 4096, ROOM) != 0) {
        return 2;
    }
    memset(stack, PAINT, ROOM);
    int failed = run_on_stack(words[1], stack, ROOM);
    const unsigned char *lowest = stack;
    size_t free_bytes = 0;
    while (free_bytes < ROOM && lowest[free_bytes] == PAINT) {
        free_bytes++;
    }
    printf("stack: %zu\n", ROOM - free_bytes);
    free(stack);
    return failed;
}

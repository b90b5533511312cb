/*
 * Damage is gathered while a frame is in the server's hands. When the server has acknowledged it, the damaged
 * rectangles are copied into the shared buffer and listed: the server always reads a stable picture, and a slow
 * server gets fewer frames, never a queue.
 */
#include "worker.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <freerdp/codec/region.h>

enum { GATHER_LIMIT = 1024 };
#define OPAQUE 0xFF000000u

static pthread_mutex_t lock;
static REGION16 damage;
static uint16_t copies[COPY_LIMIT][6];
static uint16_t copy_count;
static uint32_t *shared;
static size_t capacity;
static uint32_t screen_width, screen_height, number;
static bool in_flight;

bool frame_open(void) {
    struct stat status;
    if (fstat(PIXELS_FD, &status) != 0)
        return false;
    capacity = (size_t)status.st_size / 4;
    shared = mmap(NULL, capacity * 4, PROT_READ | PROT_WRITE, MAP_SHARED, PIXELS_FD, 0);
    close(PIXELS_FD);
    /* Recursive: FreeRDP resizes from inside a paint. */
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&lock, &attributes);
    region16_init(&damage);
    return shared != MAP_FAILED;
}

void frame_lock(void) { pthread_mutex_lock(&lock); }
void frame_unlock(void) { pthread_mutex_unlock(&lock); }

static void forget(void) {
    region16_clear(&damage);
    copy_count = 0;
}

bool frame_resize(uint32_t width, uint32_t height) {
    size_t pixels = (size_t)width * height;
    if (width == 0 || height == 0 || width > SIDE_LIMIT || height > SIDE_LIMIT || pixels > capacity)
        return false;
    screen_width = width;
    screen_height = height;
    forget();
    uint16_t size[2] = { (uint16_t)width, (uint16_t)height };
    control_send(EVENT_SIZE, size, sizeof size, NULL, 0);
    return true;
}

static int clamp(int64_t value, uint32_t most) { return value < 0 ? 0 : value > most ? (int)most : (int)value; }

void frame_damage(int x, int y, int width, int height) {
    RECTANGLE_16 area = {
        (uint16_t)clamp(x, screen_width), (uint16_t)clamp(y, screen_height),
        (uint16_t)clamp((int64_t)x + width, screen_width), (uint16_t)clamp((int64_t)y + height, screen_height),
    };
    if (area.left >= area.right || area.top >= area.bottom)
        return;
    /* The cost of a union grows with the rectangles; past the limit the whole extents are as good. */
    if (region16_n_rects(&damage) > GATHER_LIMIT) {
        RECTANGLE_16 extents = *region16_extents(&damage);
        region16_clear(&damage);
        region16_union_rect(&damage, &damage, &extents);
    }
    region16_union_rect(&damage, &damage, &area);
}

void frame_copy(int source_x, int source_y, int x, int y, int width, int height) {
    bool inside = width > 0 && height > 0 && x >= 0 && y >= 0 && source_x >= 0 && source_y >= 0 &&
                  (int64_t)x + width <= screen_width && (int64_t)y + height <= screen_height &&
                  (int64_t)source_x + width <= screen_width && (int64_t)source_y + height <= screen_height;
    if (!inside || copy_count == COPY_LIMIT)
        return;
    uint16_t copy[6] = { (uint16_t)source_x, (uint16_t)source_y, (uint16_t)x, (uint16_t)y, (uint16_t)width, (uint16_t)height };
    memcpy(copies[copy_count++], copy, sizeof copy);
}

void frame_acknowledge(uint32_t acknowledged) {
    frame_lock();
    in_flight = in_flight && acknowledged != number;
    frame_unlock();
}

static void copy_pixels(const uint8_t *pixels, size_t stride, const RECTANGLE_16 *area) {
    for (size_t y = area->top; y < area->bottom; y++) {
        const uint32_t *from = (const uint32_t *)(const void *)(pixels + y * stride);
        uint32_t *to = shared + y * screen_width;
        for (size_t x = area->left; x < area->right; x++)
            to[x] = from[x] | OPAQUE;
    }
}

void frame_flush(const uint8_t *pixels, size_t stride) {
    if (in_flight || region16_is_empty(&damage))
        return;
    UINT32 count;
    const RECTANGLE_16 *areas = region16_rects(&damage, &count);
    if (count > DAMAGE_LIMIT) {
        areas = region16_extents(&damage);
        count = 1;
    }
    struct {
        uint32_t number;
        uint16_t width, height, copies, rectangles;
        uint16_t list[COPY_LIMIT * 6 + DAMAGE_LIMIT * 4];
    } frame = { ++number, (uint16_t)screen_width, (uint16_t)screen_height, copy_count, (uint16_t)count, { 0 } };
    uint16_t *next = frame.list + copy_count * 6;
    memcpy(frame.list, copies, copy_count * sizeof copies[0]);
    for (UINT32 i = 0; i < count; i++, next += 4) {
        const RECTANGLE_16 *area = &areas[i];
        uint16_t rectangle[4] = { area->left, area->top, (uint16_t)(area->right - area->left), (uint16_t)(area->bottom - area->top) };
        memcpy(next, rectangle, sizeof rectangle);
        copy_pixels(pixels, stride, area);
    }
    in_flight = true;
    forget();
    control_send(EVENT_FRAME, &frame, (size_t)((uint8_t *)next - (uint8_t *)&frame), NULL, 0);
}

/* Framed messages on the control socket. */
#include "worker.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { EXIT_SERVER_GONE = 3, EXIT_BAD_COMMAND = 4, LOG_LINES = 300, LOG_LENGTH = 1000 };

static pthread_mutex_t write_lock = PTHREAD_MUTEX_INITIALIZER;

static void write_all(struct iovec *parts, int count)
{
    while (count > 0) {
        ssize_t written = writev(CONTROL_FD, parts, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            _exit(EXIT_SERVER_GONE);
        while (count > 0 && (size_t)written >= parts->iov_len) {
            written -= (ssize_t)parts->iov_len;
            parts++;
            count--;
        }
        if (count > 0) {
            parts->iov_base = (uint8_t *)parts->iov_base + written;
            parts->iov_len -= (size_t)written;
        }
    }
}

void control_send(enum event number, const void *head, size_t head_length, const void *body, size_t body_length)
{
    uint8_t header[5];
    uint32_t length = (uint32_t)(head_length + body_length);
    memcpy(header, &length, 4);
    header[4] = (uint8_t)number;
    struct iovec parts[] = {
        { header, sizeof header }, { (void *)(uintptr_t)head, head_length }, { (void *)(uintptr_t)body, body_length },
    };
    pthread_mutex_lock(&write_lock);
    write_all(parts, 3);
    pthread_mutex_unlock(&write_lock);
}

/* A host that provokes warnings must not fill the server's log. */
void control_log(int level, const char *format, ...)
{
    static int lines;
    int line = __atomic_add_fetch(&lines, 1, __ATOMIC_RELAXED);
    if (line > LOG_LINES)
        return;
    char text[LOG_LENGTH];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, line == LOG_LINES ? "further lines are left out" : format, arguments);
    va_end(arguments);
    uint8_t level_byte = (uint8_t)level;
    control_send(EVENT_LOG, &level_byte, 1, text, strlen(text));
}

static void read_all(uint8_t *into, size_t length)
{
    while (length > 0) {
        ssize_t count = read(CONTROL_FD, into, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            _exit(EXIT_SERVER_GONE);
        into += count;
        length -= (size_t)count;
    }
}

void control_receive(struct message *message)
{
    uint8_t header[5];
    read_all(header, sizeof header);
    memcpy(&message->length, header, 4);
    message->number = header[4];
    message->taken = 0;
    if (message->length > COMMAND_LIMIT || !(message->body = malloc((size_t)message->length + 1)))
        _exit(EXIT_BAD_COMMAND);
    read_all(message->body, message->length);
}

bool control_pending(void)
{
    struct pollfd control = { .fd = CONTROL_FD, .events = POLLIN };
    return poll(&control, 1, 0) > 0;
}

void message_wipe(struct message *message)
{
    explicit_bzero(message->body, message->length);
    free(message->body);
    message->body = NULL;
}

uint32_t take(struct message *message, int bytes)
{
    uint32_t value = 0;
    if (message->length - message->taken < (uint32_t)bytes)
        _exit(EXIT_BAD_COMMAND);
    memcpy(&value, message->body + message->taken, (size_t)bytes);
    message->taken += (uint32_t)bytes;
    return value;
}

void take_text(struct message *message, char **text)
{
    uint32_t length = take(message, 2);
    if (message->length - message->taken < length || !(*text = malloc(length + 1)))
        _exit(EXIT_BAD_COMMAND);
    memcpy(*text, message->body + message->taken, length);
    (*text)[length] = 0;
    message->taken += length;
}

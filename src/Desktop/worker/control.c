/* Framed messages on the control socket. */
#include "worker.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_SERVER_GONE = 3, EXIT_BAD_COMMAND = 4, LOG_LINES = 300, LOG_LENGTH = 1000 };

static pthread_mutex_t write_lock = PTHREAD_MUTEX_INITIALIZER;

static void write_all(const uint8_t *from, size_t length) {
    while (length > 0) {
        ssize_t count = write(CONTROL_FD, from, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            _exit(EXIT_SERVER_GONE);
        from += count;
        length -= (size_t)count;
    }
}

static void read_all(uint8_t *into, size_t length) {
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

void control_send(enum event number, const void *head, size_t head_length, const void *body, size_t body_length) {
    uint8_t header[5] = { [4] = (uint8_t)number };
    uint32_t length = (uint32_t)(head_length + body_length);
    memcpy(header, &length, 4);
    pthread_mutex_lock(&write_lock);
    write_all(header, sizeof header);
    write_all(head, head_length);
    write_all(body, body_length);
    pthread_mutex_unlock(&write_lock);
}

/* A host that provokes warnings must not fill the server's log. */
void control_log(int level, const char *format, ...) {
    static int lines;
    int line = __atomic_add_fetch(&lines, 1, __ATOMIC_RELAXED);
    if (line > LOG_LINES)
        return;
    char text[LOG_LENGTH];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, line == LOG_LINES ? "further lines are left out" : format, arguments);
    va_end(arguments);
    control_send(EVENT_LOG, &(uint8_t){ (uint8_t)level }, 1, text, strlen(text));
}

void control_receive(struct message *message) {
    uint8_t header[5];
    read_all(header, sizeof header);
    memcpy(&message->length, header, 4);
    message->number = header[4];
    message->taken = 0;
    if (message->length > COMMAND_LIMIT || !(message->body = malloc((size_t)message->length + 1)))
        _exit(EXIT_BAD_COMMAND);
    read_all(message->body, message->length);
    message->body[message->length] = 0;
}

bool control_pending(void) {
    struct pollfd control = { .fd = CONTROL_FD, .events = POLLIN };
    return poll(&control, 1, 0) > 0;
}

void message_wipe(struct message *message) {
    if (message->body)
        explicit_bzero(message->body, message->length);
    free(message->body);
    message->body = NULL;
}

uint32_t take(struct message *message, int bytes) {
    uint32_t value = 0;
    if (message->length - message->taken < (uint32_t)bytes)
        _exit(EXIT_BAD_COMMAND);
    memcpy(&value, message->body + message->taken, (size_t)bytes);
    message->taken += (uint32_t)bytes;
    return value;
}

/* desktop-worker ROOT: one RDP session, started by the server. desktop-worker --check: whether it would work here. */
#define _GNU_SOURCE
#include "worker.h"

#include <freerdp/version.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EXIT_SETUP = 2 };

static int check(void)
{
    printf("FreeRDP %s\n", FREERDP_VERSION_FULL);
    if (session_check())
        return EXIT_SUCCESS;
    printf("NLA is off: OpenSSL has no MD4. Install OpenSSL's legacy provider.\n");
    return EXIT_SUCCESS;
}

/* The server's descriptors, terminal, process group and signal settings are none of ours. */
static void detach(void)
{
    syscall(SYS_close_range, RDP_FD + 1, ~0u, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* of the thread that started us, which waits for our end */
}

static void read_start(struct start *start)
{
    struct message message;
    control_receive(&message);
    if (message.number != COMMAND_START || take(&message, 4) != PROTOCOL_VERSION)
        _exit(EXIT_SETUP);
    start->graphics = take(&message, 1);
    start->clipboard = take(&message, 1) != 0;
    start->width = take(&message, 2);
    start->height = take(&message, 2);
    start->most_pixels = take(&message, 4);
    start->keyboard_layout = take(&message, 4);
    take_text(&message, &start->host);
    take_text(&message, &start->user);
    take_text(&message, &start->domain);
    take_text(&message, &start->password);
    message_wipe(&message);
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "--check") == 0)
        return check();
    if (count != 2 || fcntl(CONTROL_FD, F_GETFD) < 0 || fcntl(RDP_FD, F_GETFD) < 0) {
        fprintf(stderr, "usage: desktop-worker --check\nOtherwise it is the server that starts this program.\n");
        return EXIT_SETUP;
    }
    detach();
    if (!frame_open() || !session_open())
        return EXIT_SETUP;
    session_check(); /* loads OpenSSL's providers while there are files */
    const char *config = confine(arguments[1]);
    if (!config)
        return EXIT_SETUP;
    struct start start;
    read_start(&start);
    session_configure(&start, config);
    if (session_connect())
        session_run();
    session_close();
    return EXIT_SUCCESS;
}

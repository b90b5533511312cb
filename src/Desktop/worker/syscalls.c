/*
 * The system calls FreeRDP needs once everything is loaded. What opens files is told that there are none, because
 * libraries look for optional ones; anything else that is not listed ends the process.
 */
#define _GNU_SOURCE
#include "worker.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sched.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "syscalls.c does not know this architecture"
#endif

static const int allowed[] = {
    /* descriptors that are open */
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_recvfrom, SYS_recvmsg, SYS_sendto, SYS_sendmsg, SYS_shutdown, SYS_close,
    SYS_fcntl, SYS_fstat, SYS_lseek, SYS_dup, SYS_getsockname, SYS_getpeername, SYS_getsockopt, SYS_setsockopt,
    /* waiting */
    SYS_ppoll, SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2, SYS_pipe2, SYS_timerfd_create,
    SYS_timerfd_settime, SYS_futex, SYS_nanosleep, SYS_clock_nanosleep, SYS_restart_syscall, SYS_sched_yield,
    /* memory, threads, signals */
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_exit, SYS_exit_group, SYS_set_robust_list, SYS_rseq, SYS_rt_sigaction,
    SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_membarrier,
    /* facts */
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_getrandom, SYS_sysinfo, SYS_uname, SYS_getpid, SYS_gettid,
    SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_sched_getaffinity, SYS_getrusage, SYS_newfstatat, SYS_statx,
    SYS_faccessat, SYS_getcwd,
#if defined(__x86_64__)
    SYS_poll, SYS_select, SYS_epoll_wait, SYS_time, SYS_stat, SYS_lstat, SYS_access,
#endif
};

static const int no_such_file[] = {
    SYS_openat, SYS_readlinkat, SYS_mkdirat, SYS_unlinkat,
#if defined(__x86_64__)
    SYS_open, SYS_readlink, SYS_mkdir, SYS_unlink,
#endif
};

static const int not_permitted[] = {
    SYS_socket, SYS_sched_setscheduler, SYS_sched_setparam, SYS_sched_getparam, SYS_sched_getscheduler, SYS_setpriority,
};

struct program {
    struct sock_filter code[512];
    unsigned short length;
};

static void add(struct program *program, uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false) {
    if (program->length < sizeof program->code / sizeof *program->code)
        program->code[program->length++] = (struct sock_filter){ code, if_true, if_false, value };
}

static void answer(struct program *program, const int *calls, size_t count, uint32_t action) {
    for (size_t i = 0; i < count; i++) {
        add(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i], 0, 1);
        add(program, BPF_RET | BPF_K, action, 0, 0);
    }
}

/* Allows a call when its argument, compared by BPF_JEQ or BPF_JSET with the value, is as wanted; else the process ends. */
static void allow_if(struct program *program, int call, int argument, uint16_t comparison, uint32_t value, bool wanted) {
    add(program, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 4);
    add(program, BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)argument), 0, 0);
    add(program, BPF_JMP | comparison | BPF_K, value, wanted ? 0 : 1, wanted ? 1 : 0);
    add(program, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
    add(program, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

bool restrict_system_calls(void) {
    static struct program program;
    add(&program, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), 0, 0);
    add(&program, BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0);
    add(&program, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    add(&program, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), 0, 0);
    answer(&program, allowed, COUNT(allowed), SECCOMP_RET_ALLOW);
    answer(&program, no_such_file, COUNT(no_such_file), SECCOMP_RET_ERRNO | ENOENT);
    answer(&program, not_permitted, COUNT(not_permitted), SECCOMP_RET_ERRNO | EPERM);
    /* The C library falls back to clone, whose flags the filter can see: threads only. */
    answer(&program, (const int[]){ SYS_clone3 }, 1, SECCOMP_RET_ERRNO | ENOSYS);
    allow_if(&program, SYS_clone, 0, BPF_JSET, CLONE_THREAD, true);
    allow_if(&program, SYS_mmap, 2, BPF_JSET, PROT_EXEC, false);
    allow_if(&program, SYS_mprotect, 2, BPF_JSET, PROT_EXEC, false);
    allow_if(&program, SYS_prctl, 0, BPF_JEQ, PR_SET_NAME, true);
    allow_if(&program, SYS_tgkill, 0, BPF_JEQ, (uint32_t)getpid(), true);
    allow_if(&program, SYS_ioctl, 1, BPF_JEQ, FIONREAD, true);
    add(&program, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    if (program.length == COUNT(program.code))
        return false;
    struct sock_fprog filter = { program.length, program.code };
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Times a whole process, start and end included:
 *
 *     stopwatch RUNS LIMIT COMMAND [ARGUMENT...]
 *
 * Runs the command RUNS times, each for at most LIMIT seconds, and prints the median of the wall-clock seconds, the
 * greatest peak memory in KiB and the last exit status ("limit" where time ran out). Both of the command's
 * outputs go to the file named by STOPWATCH_LOG, written anew each run, or nowhere.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 1000 };

struct run {
    double seconds;
    long peak_kib;
    int status;
};

static pid_t child;
static volatile sig_atomic_t timed_out;

static void stop_child(int signal_number) {
    (void)signal_number;
    timed_out = 1;
    kill(child, SIGKILL);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void become(char **command) {
    const char *log = getenv("STOPWATCH_LOG");
    int out = open(log != NULL ? log : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0666);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execvp(command[0], command);
    _exit(127);
}

static struct run run_once(char **command, unsigned limit) {
    struct run run = {0};
    struct rusage usage;
    double start = now();
    timed_out = 0;
    child = fork();
    if (child == 0)
        become(command);
    alarm(limit);
    while (wait4(child, &run.status, 0, &usage) < 0 && errno == EINTR)
        continue;
    alarm(0);
    run.seconds = now() - start;
    run.peak_kib = usage.ru_maxrss;
    return run;
}

static int by_seconds(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

int main(int argc, char **argv) {
    static double seconds[MOST_RUNS];
    int runs = argc > 3 ? atoi(argv[1]) : 0, limit = argc > 3 ? atoi(argv[2]) : 0;
    if (runs < 1 || runs > MOST_RUNS || limit < 1) {
        fputs("usage: stopwatch RUNS LIMIT COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    struct sigaction action = {.sa_handler = stop_child};
    sigaction(SIGALRM, &action, NULL);
    struct run run = {0};
    long peak_kib = 0;
    for (int i = 0; i < runs && !timed_out; i++) {
        run = run_once(argv + 3, (unsigned)limit);
        seconds[i] = run.seconds;
        peak_kib = run.peak_kib > peak_kib ? run.peak_kib : peak_kib;
    }
    if (timed_out) {
        printf("%d %ld limit\n", limit, peak_kib);
        return 0;
    }
    qsort(seconds, (size_t)runs, sizeof *seconds, by_seconds);
    printf("%.4f %ld %d\n", seconds[runs / 2], peak_kib,
           WIFEXITED(run.status) ? WEXITSTATUS(run.status) : 128);
    return 0;
}

package io.quorate.server.guard;

import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.Toolbox;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a guard work with.
 *
 * @param status what they know together
 * @param processes the process table
 * @param tools how processes are started
 * @param leash sends signals
 * @param stopCommands runs stop commands
 * @param cgroup the guard's cgroup; null where there is none
 */
record GuardTools(
    GuardStatus status,
    ProcFs processes,
    Toolbox tools,
    Leash leash,
    CommandRunner stopCommands,
    @Nullable Cgroup cgroup) {}

package io.quorate.server.agent;

import io.quorate.server.check.ProbeRun;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CommandRunner;
import java.util.concurrent.Executor;

/**
 * How things are run on this machine.
 *
 * @param guards starts, adopts and sweeps guards
 * @param programs runs one program, in the calling thread
 * @param commands runs hooks
 * @param probes runs probes, in the calling thread
 * @param workers run what takes time, on a bounded number of threads
 */
public record LocalTools(
    GuardStation guards,
    BoundedCommand programs,
    CommandRunner commands,
    ProbeRun probes,
    Executor workers) {}

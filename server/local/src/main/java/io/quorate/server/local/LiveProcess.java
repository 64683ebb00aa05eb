package io.quorate.server.local;

import io.quorate.server.process.ProcessId;
import java.time.Duration;
import java.util.Optional;

/**
 * A process of a local cluster that is alive.
 *
 * @param id which one
 * @param node name of the node that it belongs to
 * @param role what it is there for
 */
public record LiveProcess(ProcessId id, String node, ProcessRole role) {
  /** Processor time that all its threads have used; empty when it has ended. */
  public Optional<Duration> processorTime() {
    return ProcessHandle.of(id.pid()).flatMap(process -> process.info().totalCpuDuration());
  }
}

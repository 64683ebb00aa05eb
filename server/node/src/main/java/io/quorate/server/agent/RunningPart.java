package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.serving.PartView;

/** One resource of a group on this node, and what it is doing. Confined to the agent's thread. */
interface RunningPart {
  /** Begins to start it. */
  void start(ClockReading now);

  /** Begins to turn its clients away. */
  void quiesce();

  /** Begins to stop it. */
  void stop();

  /** Looks what has become of it. */
  void look(ClockReading now);

  /** The guard and everything under it is verified to be dead. */
  void cleared();

  /** A planned change was undone: what failed in it is to be started again. */
  void rearm();

  /** An earlier run of the agent had started it. */
  void adopted();

  /** An earlier run had started it and is gone with its guard: what is left of it is undone. */
  void leftOver();

  /** Whether it should turn clients away and could not. */
  boolean failedToQuiesce();

  /** What it is doing. */
  PartView view();

  /** The same for people. */
  ResourceReport report();
}

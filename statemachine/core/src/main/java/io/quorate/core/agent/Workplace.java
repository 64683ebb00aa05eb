package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.ServingState;
import java.util.List;

/**
 * Where one group is worked on: its guard, its resources and its checks on this machine. What takes
 * time is begun here and seen in a later observation.
 */
public interface Workplace {

  /**
   * Looks what has become of what was begun.
   *
   * @return when services died by themselves since the last look, oldest first
   */
  List<ClockReading> look(ClockReading now);

  /** What is the case now. */
  Observation observe();

  /**
   * Whether nothing here changes by itself: no guard, no checks, no resource that runs. Becomes
   * another only while the group is worked on. Such a group is looked at when an order, a
   * declaration, its lease or {@link NodeAgent#stirred} asks for it, and now and then.
   */
  boolean still();

  /** The node comes to another state with the group: for logs. */
  void entered(ServingState before, ServingState next);

  /** Begins an effect. */
  void perform(Effect effect, Act act, ClockReading now);

  /**
   * Works with this declaration from now on: its resources take the place of those before. Called
   * only while nothing of the group is here.
   */
  void equip(GroupSpec served, Revision revision);

  /** A planned change was undone: what failed in it is to be started again. */
  void rearm();

  /** Runs the health checks that belong to this part of a node. */
  void watch(GroupSpec spec, Watch watch, Act act);

  /** The lease of what is served ends then, and not before (H1). */
  void extend(ClockReading deadline);

  /**
   * The leader says whether files of the group's configuration may be changed here.
   *
   * @param declaration by which it judged
   * @param reason why they may not; empty: they may
   */
  void hold(Revision declaration, String reason);

  /** The group is none of this node's any more: nothing of it is here. */
  void close();

  /** Which health checks run. */
  enum Watch {
    /** All of them: the node serves. */
    SERVING,
    /** Those that run everywhere. */
    STANDING_BY
  }
}

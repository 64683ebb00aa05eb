package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactReport;
import io.quorate.core.facts.ToldHold;
import java.util.List;
import java.util.function.Function;

/**
 * What others on this node know of a group, and are told of it. For any thread.
 *
 * @param deliveries how the files of its configuration stand
 * @param facts what was found of those that commands find
 * @param holding is told why files are held
 */
public record GroupReports(
    Function<GroupId, List<DeliveryReport>> deliveries,
    Function<GroupId, List<FactReport>> facts,
    Holding holding) {

  /** Is told whether files of a group's configuration may be changed here. */
  @FunctionalInterface
  public interface Holding {
    /** The leader said so last. */
    void told(GroupId group, ToldHold hold);
  }
}

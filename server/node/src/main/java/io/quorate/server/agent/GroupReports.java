package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactReport;
import java.util.List;
import java.util.function.Function;

/**
 * What others on this node know of a group. For any thread.
 *
 * @param deliveries how the files of its configuration stand
 * @param facts what was found of those that commands find
 */
public record GroupReports(
    Function<GroupId, List<DeliveryReport>> deliveries,
    Function<GroupId, List<FactReport>> facts) {}

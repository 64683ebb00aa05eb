package io.quorate.core.failover;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.Timing;
import io.quorate.core.failover.Forecast.TimeTerm;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.RoleRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The longest time from the loss of a group's active until another node is active: the one sum that
 * is shown wherever a bound is shown. It holds while another node leads; when the lost active led
 * too, the election of a new leader comes on top.
 */
public final class FailoverBound {
  /** Allowed for replicating expiry and grant to a majority. */
  public static final Duration DECISION = Duration.ofMillis(200);

  private FailoverBound() {}

  /** What the bound of a group is the sum of, once it is declared like this. */
  public static List<TimeTerm> terms(GroupSpec spec) {
    return terms(spec, spec.timing().expiry());
  }

  /** What the bound of a group is the sum of; an open epoch keeps the times that it began with. */
  public static List<TimeTerm> terms(GroupRecord group) {
    RoleRecord role = group.role();
    return role.open()
        ? terms(group.spec(), Timing.expiry(role.lease(), role.fenceDelay()))
        : terms(group.spec());
  }

  private static List<TimeTerm> terms(GroupSpec spec, Duration expiry) {
    List<TimeTerm> terms = new ArrayList<>();
    terms.add(
        new TimeTerm(
            "lease",
            expiry,
            "(lease + fence delay) x 1.01: until the old active surely serves no more"));
    if (!spec.failover().delay().isZero()) {
      terms.add(new TimeTerm("delay", spec.failover().delay(), "asked for by the policy"));
    }
    terms.add(new TimeTerm("decision", DECISION, "expiry and grant are replicated to a majority"));
    terms.add(
        new TimeTerm(
            "directive", spec.timing().heartbeat(), "until the successor's next heartbeat"));
    for (Resource resource : spec.resources()) {
      Resource.StartLimit limit = resource.startLimit();
      if (!limit.time().isZero()) {
        String meaning = limit.key() + "; mostly far less";
        terms.add(new TimeTerm("start of " + resource.name(), limit.time(), meaning));
      }
    }
    return terms;
  }

  /** The sum of terms. */
  public static Duration sum(List<TimeTerm> terms) {
    return terms.stream().map(TimeTerm::duration).reduce(Duration.ZERO, Duration::plus);
  }
}

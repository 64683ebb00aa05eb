package io.quorate.server.files;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.declaration.Resource;
import io.quorate.core.failover.Forecast.TimeTerm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The worst-case time from the loss of an active until clients are served again, from its file. */
final class FailoverTerms {
  private FailoverTerms() {}

  /** The parts whose sum is the bound, without the election and the commits, which nodes add. */
  static List<TimeTerm> of(GroupSpec spec) {
    List<TimeTerm> terms = new ArrayList<>();
    terms.add(new TimeTerm("lease", spec.timing().expiry(), "(lease + fence delay) x 1.01"));
    if (!spec.failover().delay().isZero()) {
      terms.add(new TimeTerm("delay", spec.failover().delay(), "asked for by the policy"));
    }
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

  /** Their sum: what the rules promise, and the limits that the file sets to its resources. */
  static Duration bound(GroupSpec spec) {
    Duration own = spec.timing().expiry().plus(spec.failover().delay());
    return own.plus(spec.timing().heartbeat()).plus(GroupSpecRules.startBound(spec));
  }
}

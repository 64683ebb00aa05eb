package io.quorate.server.cluster;

import io.quorate.core.GroupId;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.server.agent.GroupReports;
import io.quorate.server.agent.LocalWork;
import io.quorate.v1.Notice;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/** A machine on which every service runs at once. */
final class ReadyWork implements LocalWork {
  private final Map<GroupId, ReadyPlace> places = new ConcurrentHashMap<>();

  private final GroupReports reports;

  ReadyWork(GroupReports reports) {
    this.reports = reports;
  }

  boolean serves(String group) {
    ReadyPlace place = places.get(new GroupId(group));
    return place != null && place.serving();
  }

  @Override
  public void takeUp(NodeAgent agent) {
    // Nothing was left.
  }

  @Override
  public Workplace open(GroupSpec spec) {
    ReadyPlace place =
        new ReadyPlace(
            () -> reports.deliveries().apply(spec.name()),
            () -> reports.facts().apply(spec.name()),
            hold -> reports.holding().told(spec.name(), hold));
    places.put(spec.name(), place);
    return place;
  }

  @Override
  public SortedSet<GroupId> takeStirred() {
    return Collections.emptySortedSet();
  }

  @Override
  public void gone(GroupId group) {
    places.remove(group);
  }

  @Override
  public List<Notice> notices() {
    return List.of();
  }

  @Override
  public void close() {
    places.clear();
  }
}

package io.quorate.core.image;

import io.quorate.core.ClusterTime;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigEvent;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.membership.Seat;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Facts;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.Revocation;
import io.quorate.core.revocation.RevocationRules;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The registry as it was after one log entry. The next image shares with this one all that did not
 * change, so an image costs by what changed, and a reader may keep one for as long as it likes.
 */
public final class RegistryImage {
  /** Of a cluster of which nothing is known. */
  public static final RegistryImage EMPTY =
      new RegistryImage(
          new Header(
              0,
              new ClusterTime(0),
              FeatureLevel.FIRST,
              "",
              new TreeMap<>(),
              new TreeMap<>(),
              new TreeMap<>(),
              new TreeMap<>()),
          new GroupRecord[0]);

  private static final int ALL = Integer.MAX_VALUE;

  private final Header header;

  /** By name. Never changed: a copy of the references is all that a change of a group costs. */
  private final GroupRecord[] groups;

  private RegistryImage(Header header, GroupRecord[] groups) {
    this.header = header;
    this.groups = groups;
  }

  private record Header(
      long index,
      ClusterTime time,
      FeatureLevel level,
      String cluster,
      SortedMap<NodeId, NodeKind> nodes,
      SortedMap<NodeId, Seat> seats,
      SortedMap<CertificateHolder, Revocation> revocations,
      SortedMap<SpaceId, AwaitedCommit> awaited) {

    static Header of(
        long index, StoreView state, SortedMap<CertificateHolder, Revocation> revocations) {
      List<NodeRecord> records = Facts.records(state);
      return new Header(
          index,
          Registry.time(state),
          FeatureLevels.of(state),
          Facts.cluster(state),
          Collections.unmodifiableSortedMap(Facts.kinds(records)),
          Collections.unmodifiableSortedMap(Facts.seats(records)),
          revocations,
          Collections.unmodifiableSortedMap(ConfigView.awaited(state)));
    }

    Header at(long next, StoreView state) {
      return new Header(
          next, Registry.time(state), level, cluster, nodes, seats, revocations, awaited);
    }
  }

  /** The whole state, which is as of the entry of this index. */
  public static RegistryImage of(long index, StoreView state) {
    return new RegistryImage(
        Header.of(index, state, RevocationRules.all(state)),
        state.range(Table.GROUPS, "", "~", ALL).stream()
            .map(Row::value)
            .toArray(GroupRecord[]::new));
  }

  /**
   * The state after the next entry.
   *
   * @param index of the entry
   * @param events that it led to
   * @param state as it is with them
   */
  public RegistryImage after(long index, List<? extends Event> events, StoreView state) {
    SortedSet<GroupId> touched = touched(events);
    boolean whole = events.stream().anyMatch(this::touchesHeader);
    return new RegistryImage(
        whole ? Header.of(index, state, revoked(events, state)) : header.at(index, state),
        touched.isEmpty() ? groups : merged(touched, state));
  }

  /** Read only when they are others: this is done for each change of the cluster. */
  private SortedMap<CertificateHolder, Revocation> revoked(
      List<? extends Event> events, StoreView state) {
    return events.stream().anyMatch(Event.RevocationChanged.class::isInstance)
        ? RevocationRules.all(state)
        : header.revocations();
  }

  /** Whether it is about the cluster, or begins or settles that a commit waits. */
  private boolean touchesHeader(Event event) {
    if (event instanceof Event.Configured configured) {
      ConfigEvent what = configured.what();
      return (what instanceof ConfigChanged changed && changed.until() != null)
          || header.awaited().containsKey(what.space());
    }
    GroupId group = event.group();
    return group == null
        ? event.historic()
        : event instanceof Event.GroupDeleted && header.awaited().containsKey(new SpaceId(group));
  }

  /** The groups that the events are about. */
  public static SortedSet<GroupId> touched(Collection<? extends Event> events) {
    SortedSet<GroupId> touched = new TreeSet<>();
    for (Event event : events) {
      GroupId group = event.group();
      if (group != null) {
        touched.add(group);
      }
    }
    return touched;
  }

  private GroupRecord[] merged(SortedSet<GroupId> touched, StoreView state) {
    List<GroupRecord> next = new ArrayList<>(groups.length + touched.size());
    int at = 0;
    for (GroupId name : touched) {
      while (at < groups.length && groups[at].spec().name().compareTo(name) < 0) {
        next.add(groups[at++]);
      }
      if (at < groups.length && groups[at].spec().name().equals(name)) {
        at++;
      }
      GroupRecord changed = state.get(Table.GROUPS, name.value());
      if (changed != null) {
        next.add(changed);
      }
    }
    next.addAll(Arrays.asList(groups).subList(at, groups.length));
    return next.toArray(GroupRecord[]::new);
  }

  /** The groups that are other than in the image before, from which the events have led to this. */
  public SortedSet<GroupId> changed(RegistryImage before, Collection<? extends Event> events) {
    SortedSet<GroupId> changed = touched(events);
    Set<AwaitedCommit> differing = new HashSet<>(before.header.awaited().values());
    for (AwaitedCommit commit : header.awaited().values()) {
      if (!differing.remove(commit)) {
        differing.add(commit);
      }
    }
    differing.forEach(commit -> changed.add(commit.space().group()));
    return changed;
  }

  /** Index of the last entry that it holds; 0 before the first. */
  public long index() {
    return header.index();
  }

  /** The cluster's time as of the last entry. */
  public ClusterTime time() {
    return header.time();
  }

  /** The feature level at which the cluster works. */
  public FeatureLevel level() {
    return header.level();
  }

  /** The cluster's name; empty before it was defined. */
  public String cluster() {
    return header.cluster();
  }

  /** The nodes of the cluster. */
  public SortedMap<NodeId, NodeKind> nodes() {
    return header.nodes();
  }

  /** The place of each of them. */
  public SortedMap<NodeId, Seat> seats() {
    return header.seats();
  }

  /** Whose certificates are not taken any more. */
  public SortedMap<CertificateHolder, Revocation> revocations() {
    return header.revocations();
  }

  /**
   * The commit of a group's configuration that waits for its confirmation; empty when none does.
   */
  public Optional<AwaitedCommit> awaited(GroupId name) {
    return Optional.ofNullable(header.awaited().get(new SpaceId(name)));
  }

  /** All groups, by name. */
  public List<GroupRecord> groups() {
    return Collections.unmodifiableList(Arrays.asList(groups));
  }

  /** The group of this name; empty when there is none. */
  public Optional<GroupRecord> group(GroupId name) {
    int low = 0;
    int high = groups.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = groups[middle].spec().name().compareTo(name);
      if (order == 0) {
        return Optional.of(groups[middle]);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegistryImage image
        && header.equals(image.header)
        && Arrays.equals(groups, image.groups);
  }

  @Override
  public int hashCode() {
    return header.hashCode();
  }

  @Override
  public String toString() {
    return cluster() + " as of entry " + index() + " with " + groups.length + " groups";
  }
}

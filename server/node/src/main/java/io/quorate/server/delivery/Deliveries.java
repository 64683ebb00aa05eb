package io.quorate.server.delivery;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncPause;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.delivery.DeliveredFiles;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.delivery.FileSet;
import io.quorate.core.delivery.Opening;
import io.quorate.core.facts.ToldHold;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.Toolbox;
import io.quorate.server.registry.AppliedWork;
import io.quorate.server.registry.ChangedGroups;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.secret.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries of all groups of which this node is a member. On a thread of its own: a disk that
 * does not answer holds up nothing but other deliveries.
 */
public final class Deliveries implements AppliedWork {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final Duration BUSY = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final NodeId self;
  private final ReplicatedRegistry registry;
  private final DeliveryTools tools;
  private final Supplier<ClockReading> clocks;
  private final Consumer<GroupId> different;
  private final @Nullable KeyRing keys;
  private final Map<GroupId, Map<String, RunningDelivery>> running = new TreeMap<>();
  private final Map<GroupId, List<DeliveryReport>> reports = new ConcurrentHashMap<>();
  private final Map<GroupId, ToldHold> told = new ConcurrentHashMap<>();
  private final ChangedGroups changed = new ChangedGroups();
  private final Set<GroupId> hurried = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  /**
   * What they need of the node.
   *
   * @param self this node
   * @param registry its copy of the configurations
   * @param clocks of this machine
   * @param different called on another thread when something else is to be told of a group
   * @param keys opens secrets; null on a node that has no key
   */
  public record Surroundings(
      NodeId self,
      ReplicatedRegistry registry,
      Supplier<ClockReading> clocks,
      Consumer<GroupId> different,
      @Nullable KeyRing keys) {}

  /** Prepares; nothing is written before {@link #start}. */
  Deliveries(Surroundings around, DeliveryTools tools) {
    this.self = around.self();
    this.registry = around.registry();
    this.clocks = around.clocks();
    this.different = around.different();
    this.keys = around.keys();
    this.tools = tools;
    this.thread = new Thread(this::run, "deliveries");
    thread.setDaemon(true);
  }

  /**
   * Those of one node.
   *
   * @param dataDirectory where it is noted what they have come to
   * @param commands runs reload commands
   * @param guards marks what belongs to this node
   * @throws IOException when nothing can be noted
   */
  public static Deliveries of(
      Surroundings around, Path dataDirectory, CommandRunner commands, GuardStation guards)
      throws IOException {
    ReloadCommand reloads = new ReloadCommand(around.self(), dataDirectory, commands, guards);
    return new Deliveries(
        around,
        new DeliveryTools(
            new DeliveryNotes(dataDirectory), reloads, Accounts.ofMachine(Toolbox.detect())));
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void applied(List<Event> events) {
    for (Event event : events) {
      if (Concerning.keys(event)) {
        changed.addAll();
      }
      GroupId group = Concerning.deliveries(event);
      if (group != null) {
        if (Concerning.hurries(event)) {
          hurried.add(group);
        }
        changed.add(group);
      }
    }
  }

  @Override
  public void restored() {
    changed.addAll();
  }

  /** How the deliveries of a group stand here, in the order of their names. For any thread. */
  public List<DeliveryReport> reports(GroupId group) {
    return reports.getOrDefault(group, List.of());
  }

  /** The leader said whether files of the group may be changed here. For any thread. */
  public void told(GroupId group, ToldHold hold) {
    if (!hold.equals(told.put(group, hold))) {
      changed.add(group);
    }
  }

  private void run() {
    try {
      while (true) { // ends when it is interrupted
        boolean busy = turn();
        changed.await(busy ? BUSY : IDLE);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether anything is not done yet. */
  private boolean turn() throws InterruptedException {
    for (GroupId group : changed.take(this::all)) {
      refreshed(group);
      if (hurried.remove(group)) {
        running.getOrDefault(group, Map.of()).values().forEach(RunningDelivery::atOnce);
      }
    }
    boolean busy = false;
    for (Map.Entry<GroupId, Map<String, RunningDelivery>> group : running.entrySet()) {
      for (RunningDelivery delivery : group.getValue().values()) {
        delivery.turn(clocks.get());
        busy |= delivery.busy();
      }
      show(group.getKey());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return busy;
  }

  /** Those that there are, and those that there were. */
  private SortedSet<GroupId> all() {
    SortedSet<GroupId> all = new TreeSet<>(running.keySet());
    registry.groups().forEach(group -> all.add(group.spec().name()));
    return all;
  }

  /** A fault of one group ends the deliveries of no other. */
  private void refreshed(GroupId group) {
    try {
      refresh(group);
    } catch (RuntimeException bug) {
      LOG.error("what is to be delivered of {} cannot be read", group, bug);
    }
  }

  /** Brings what runs to what is declared, and what is wanted to what is configured. */
  private void refresh(GroupId name) {
    GroupRecord group =
        registry.group(name.value()).filter(present -> present.spec().hasMember(self)).orElse(null);
    List<Delivery> declared = group == null ? List.of() : group.spec().deliveries();
    Map<String, RunningDelivery> present = running.getOrDefault(name, Map.of());
    Map<String, RunningDelivery> next = new TreeMap<>();
    for (Delivery each : declared) {
      Delivery delivery = each.on(self);
      RunningDelivery known = present.get(delivery.name());
      boolean same = known != null && known.delivery().equals(delivery);
      next.put(
          delivery.name(),
          same && known != null ? known : new RunningDelivery(name, delivery, tools));
    }
    present.keySet().stream()
        .filter(gone -> !next.containsKey(gone))
        .forEach(gone -> tools.notes().remove(name, gone));
    if (group == null || next.isEmpty()) {
      running.remove(name);
      if (reports.remove(name) != null) {
        different.accept(name);
      }
      return;
    }
    running.put(name, next);
    ToldHold hold = told.getOrDefault(name, ToldHold.NOTHING);
    String differing = hold.held(group.spec(), group.revision());
    next.values().forEach(delivery -> configured(name, delivery, differing));
  }

  private void configured(GroupId group, RunningDelivery delivery, String differing) {
    registry.read(
        store -> {
          SpaceId space = new SpaceId(group);
          ConfigView view = new ConfigView(store, space);
          SyncPause pause = view.paused();
          String paused = pause == null ? "" : pause.by();
          delivery.hold(
              paused.isEmpty() || differing.isEmpty()
                  ? paused + differing
                  : paused + "; " + differing);
          Opening opening = KeyRing.opening(keys, store, space);
          DeliveredFiles.Gathered gathered =
              DeliveredFiles.of(delivery.delivery(), view, self, opening);
          FileSet files = gathered.files();
          delivery.needs(gathered.secrets(), view.head().revision());
          if (files == null) {
            delivery.cannot(gathered.state(), gathered.detail());
          } else {
            delivery.wants(files, view.head().revision());
          }
          return group;
        });
  }

  private void show(GroupId group) {
    List<DeliveryReport> present = new ArrayList<>();
    running
        .getOrDefault(group, Map.of())
        .values()
        .forEach(delivery -> present.add(delivery.report()));
    if (!present.equals(reports.put(group, List.copyOf(present)))) {
      different.accept(group);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

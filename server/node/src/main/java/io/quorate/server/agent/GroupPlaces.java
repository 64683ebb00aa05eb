package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.server.guard.Guard;
import io.quorate.server.guard.GuardStartFailure;
import io.quorate.server.guard.SweepReport;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The places of all groups on this machine, and what an earlier run left in them. */
public final class GroupPlaces implements LocalWork {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPlaces.class);

  /** How long it may take to try whether this node could promote. */
  private static final Duration TRIAL_LIMIT = Duration.ofSeconds(30);

  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(10);

  private final PlaceSetting setting;
  private final LocalTools tools;
  private final Intents intents;
  private final PromotionProof proof;
  private final Stirred stirred;
  private final GroupReports reports;
  private final LeaseMargins margins;
  private final AtomicBoolean allStirred = new AtomicBoolean();
  private final Map<GroupId, GroupPlace> places = new TreeMap<>();

  /**
   * Prepares; nothing happens before {@link #takeUp}.
   *
   * @param stirred told by others when something becomes known of a group
   * @param reports what others know of a group
   * @param margins told when a lease is extended
   * @throws IOException when the places for its files cannot be made
   */
  public GroupPlaces(
      PlaceSetting setting,
      LocalTools tools,
      Stirred stirred,
      GroupReports reports,
      LeaseMargins margins)
      throws IOException {
    this.setting = setting;
    this.tools = tools;
    this.stirred = stirred;
    this.reports = reports;
    this.margins = margins;
    Files.createDirectories(GuardSpecs.logDirectory(setting.dataDirectory()));
    this.intents = new Intents(setting.dataDirectory());
    this.proof =
        new PromotionProof(
            () -> tools.guards().selfTest(TRIAL_LIMIT).map(GuardStartFailure::sentence),
            () -> allStirred.set(true));
  }

  @Override
  public Workplace open(GroupSpec spec) {
    GroupPlace.Shared shared = new GroupPlace.Shared(intents, proof, stirred, reports, margins);
    GroupPlace place = new GroupPlace(setting, tools, shared, spec);
    places.put(spec.name(), place);
    return place;
  }

  @Override
  public void takeUp(NodeAgent agent) throws IOException, InterruptedException {
    List<Intents.Intent> begun = intents.read();
    List<Guard> kept =
        tools.guards().adoptable().stream()
            .filter(guard -> begun.stream().anyMatch(intent -> guards(guard, intent)))
            .toList();
    SweepReport swept = tools.guards().sweep(kept, SWEEP_LIMIT);
    swept.killed().forEach(run -> LOG.info("killed what an earlier run left: {}", run));
    if (!swept.clean()) {
      throw new IOException(
          "left by an earlier run and cannot be killed: "
              + swept.notKilled()
              + "; end these processes, or restart the machine");
    }
    for (Intents.Intent intent : begun) {
      takeUp(agent, intent, kept);
    }
    proof.start(); // it starts processes of its own, which are not to be swept
  }

  private static boolean guards(Guard guard, Intents.Intent intent) {
    return guard.identity().group().equals(intent.spec().name().value())
        && guard.identity().epoch() == intent.epoch().value();
  }

  /** By the declaration with which it was begun, whatever is declared by now. */
  private void takeUp(NodeAgent agent, Intents.Intent intent, List<Guard> kept) {
    Guard guard = kept.stream().filter(found -> guards(found, intent)).findFirst().orElse(null);
    boolean hooks = intent.spec().resources().stream().anyMatch(resource -> !resource.guarded());
    if (guard == null && !hooks) {
      intents.remove(intent.spec().name(), intent.epoch());
      return;
    }
    GroupAgent group = agent.take(intent.spec(), intent.revision());
    GroupPlace place = places.get(intent.spec().name());
    if (group == null || place == null) {
      return;
    }
    if (guard == null) {
      group.cleanUp(intent.epoch());
      place.cleanUp();
      LOG.info("undoing what hooks did for {} epoch {}", group.name(), intent.epoch());
    } else {
      group.adopt(intent.epoch());
      place.adopt(guard);
      LOG.info("adopted the guard of {} epoch {}", group.name(), intent.epoch());
    }
  }

  @Override
  public SortedSet<GroupId> takeStirred() {
    SortedSet<GroupId> taken = stirred.take();
    if (allStirred.getAndSet(false)) {
      taken.addAll(places.keySet());
    }
    return taken;
  }

  @Override
  public void gone(GroupId group) {
    places.remove(group);
  }

  @Override
  public List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    places.forEach(
        (name, place) -> {
          if (!place.demands().unmet().isEmpty()) {
            notices.addAll(place.demands().notices(name.value()));
          }
          if (place.guardMissing()) {
            notices.add(
                Notice.newBuilder()
                    .setReason("GUARD_MISSING")
                    .setMessage(name + " is served without its guard for a moment")
                    .build());
          }
        });
    return notices;
  }

  @Override
  public void close() {
    places.values().forEach(GroupPlace::close);
    proof.close();
  }
}

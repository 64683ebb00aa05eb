package io.quorate.server;

import io.quorate.server.agent.Agent;
import io.quorate.server.agent.RoleFile;
import io.quorate.server.diagnosis.DiskText;
import io.quorate.server.diagnosis.GuardsText;
import io.quorate.server.diagnosis.MachineText;
import io.quorate.server.diagnosis.Report;
import io.quorate.server.diagnosis.Section;
import io.quorate.server.diagnosis.ThreadsText;
import io.quorate.server.diagnosis.WaysText;
import io.quorate.server.files.NodePeer;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.log.ProcessOutput;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.v1.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this node says of itself to whoever looks for a fault. */
final class OwnReport {
  /** A disk that hangs, or a network that swallows, must not hold up all else. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final NodeSettings settings;
  private final ReplicatedRegistry registry;
  private final Agent agent;
  private final OwnRoles roles;
  private final Optional<GuardStation> guards;

  OwnReport(
      NodeSettings settings,
      ReplicatedRegistry registry,
      Agent agent,
      OwnRoles roles,
      Optional<GuardStation> guards) {
    this.settings = settings;
    this.registry = registry;
    this.agent = agent;
    this.roles = roles;
    this.guards = guards;
  }

  Report of(Exposition page, String version) {
    return new Report(
        List.of(
            Section.ofNow("node", () -> node(version)),
            Section.ofNow("notices", this::notices),
            Section.ofNow("roles", this::roles),
            Section.ofNow("guards", () -> GuardsText.of(guards)),
            Section.ofNow("replica", this::replica),
            Section.ofNow("ways", () -> WaysText.of(ways())),
            Section.ofNow("disk", () -> DiskText.of(settings.dataDirectory())),
            Section.ofNow("runtime", MachineText::runtime),
            Section.ofNow("system", MachineText::system),
            Section.ofNow("metrics", () -> page.page("").text()),
            Section.ofNow("threads", ThreadsText::now),
            new Section("log", OwnReport::log)),
        LIMIT);
  }

  private static String log(Duration since) {
    String text = ProcessOutput.recent(since);
    return text.isEmpty() ? "nothing was logged in this time\n" : text;
  }

  private String node(String version) {
    return "node: %s%nkind: %s%ncluster: %s%nversion: %s%nprocess: %d%ntiming: %s%nTLS: %s%n"
        .formatted(
            settings.node(),
            settings.kind(),
            settings.cluster(),
            version,
            ProcessHandle.current().pid(),
            settings.timing(),
            settings.trustDirectory() == null ? "no" : "yes");
  }

  private String notices() {
    StringBuilder text = new StringBuilder();
    for (Notice notice : agent.notices()) {
      text.append(notice.getReason()).append(": ").append(notice.getMessage()).append('\n');
    }
    return text.isEmpty() ? "none\n" : text.toString();
  }

  private String roles() {
    StringBuilder text = new StringBuilder();
    roles.each(
        now -> {
          RoleFile file = now.file();
          text.append(
              "%s: %s, epoch %d, since %s, lease left %s, active as far as is known: %s%n"
                  .formatted(
                      file.group(),
                      file.role(),
                      file.epoch(),
                      file.since(),
                      now.leaseLeft(),
                      file.holder().isEmpty() ? "nobody" : file.holder()));
        });
    return text.isEmpty() ? "no group\n" : text.toString();
  }

  private String replica() {
    return "leader: %s%nterm: %s%ncommitted: %d%napplied: %d%nvoters: %s%nlast answer of a leader: %s ago%n"
        .formatted(
            registry.leader().map(Object::toString).orElse("nobody, as far as is known"),
            registry.currentTerm(),
            registry.commitIndex(),
            registry.appliedIndex(),
            registry.voters().current(),
            agent.silence());
  }

  private List<WaysText.Way> ways() {
    List<WaysText.Way> ways = new ArrayList<>();
    for (NodePeer peer : settings.peers()) {
      if (!peer.node().equals(settings.node())) {
        ways.add(new WaysText.Way(peer.node() + " raft", peer.host(), peer.ports().raft()));
        ways.add(new WaysText.Way(peer.node() + " api", peer.host(), peer.ports().api()));
      }
    }
    return ways;
  }
}

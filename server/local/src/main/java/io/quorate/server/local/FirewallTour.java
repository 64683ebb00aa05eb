package io.quorate.server.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is kept the same on both units of a pair of firewalls, step by step: each is a command, what
 * is expected of it, and what was seen. The first difference ends it.
 */
final class FirewallTour {
  private static final String GROUP = "firewall";
  private static final String SECRET = "swordfish-4711";
  private static final String FILE = "firewall.yaml";
  private static final String DATABASE = "url-database";
  private static final String DATAPLANE = "dataplane";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final long LOOK_MILLIS = 200;
  private static final int DONE = 0;
  private static final int REFUSED = 1;

  private final LocalCluster cluster;
  private final Progress progress;
  private final LocalNode a;
  private final LocalNode b;
  private final LocalNode w;
  private final Path delivered;
  private final Path facts;

  FirewallTour(LocalCluster cluster, Progress progress) {
    this.cluster = cluster;
    this.progress = progress;
    this.a = cluster.node("a");
    this.b = cluster.node("b");
    this.w = cluster.node("w");
    this.delivered = cluster.directory().resolve("delivered");
    this.facts = cluster.directory().resolve("facts");
  }

  /** Is told of a chapter before it is shown, and may wait. */
  interface Pause {
    void before(String chapter) throws IOException;
  }

  /** One of those that are shown. */
  private interface Chapter {
    void show() throws IOException, LocalClusterException, InterruptedException;
  }

  void show(Pause pause) throws IOException, LocalClusterException, InterruptedException {
    progress.title("A pair of firewalls, a and b, and a witness");
    begin();
    Map<String, Chapter> chapters = new LinkedHashMap<>();
    chapters.put("for whom a value is, and why", this::forWhom);
    chapters.put("a candidate, seen by nobody before it is committed, and then whole", this::work);
    chapters.put("what does not hold together is refused, with what and where", this::refusals);
    chapters.put("values that are shared while a condition holds", this::conditions);
    chapters.put("files on both units, and what becomes of a change by hand", this::files);
    chapters.put("why a unit is not in step, every reason at once", this::inStep);
    chapters.put("a commit that is undone, and going back", this::comesBack);
    chapters.put("a secret, of which the witness and the log hold nothing readable", this::secrets);
    chapters.put("what programs write all the time", this::runtime);
    chapters.put("the active unit is lost", this::failover);
    for (Map.Entry<String, Chapter> chapter : chapters.entrySet()) {
      pause.before(chapter.getKey());
      progress.title("== " + chapter.getKey());
      chapter.getValue().show();
    }
  }

  private void begin() throws IOException, LocalClusterException, InterruptedException {
    for (LocalNode node : cluster.nodes()) {
      cluster.start(node, LocalStart.BOOTSTRAP);
    }
    cluster.await("a cluster", ClusterStates.formed(cluster.nodes().size()), LIMIT);
    Files.createDirectories(delivered);
    for (LocalNode unit : List.of(a, b)) {
      Files.createDirectories(facts.resolve(unit.node().value()));
      say(unit, DATABASE, "2026-11");
      say(unit, DATAPLANE, "ready");
    }
    Path file = cluster.directory().resolve(FILE);
    try (InputStream resource = FirewallTour.class.getResourceAsStream(FILE)) {
      if (resource == null) {
        throw new IOException("the program lacks its part " + FILE);
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          file, text.replace("DELIVERED", delivered.toString()).replace("FACTS", facts.toString()));
    }
    eventually(a, "", "group", "apply", "-f", file.toString());
    cluster.await("an active unit", ClusterStates.served(GROUP), LIMIT);
  }

  private void forWhom() throws LocalClusterException {
    done(b, "", set("policies/rule-1=allow web", "-m", "the first rule"));
    done(w, "allow web", "config", "get", GROUP, "policies/rule-1");
    refused("identity of the unit", set("device/ha/priority=100"));
    done(a, "", set("device/ha/priority=100", "--node", "a"));
    done(b, "", set("device/ha/priority=110", "--node", "b"));
    done(b, "100", "config", "get", GROUP, "device/ha/priority", "--node", "a");
    done(a, "identity of the unit", "config", "why", GROUP, "device/ha/priority");
    refused("EXTERNALLY_OWNED", set("pushed/version=11.1", "--node", "a"));
    done(a, "", set("pushed/version=11.1", "--node", "a", "--owner", "panorama"));
  }

  private void work() throws LocalClusterException {
    done(b, "", set("policies/rule-2=deny all", "--candidate", "work"));
    done(b, "", set("objects/dmz=10.0.0.0/24", "--candidate", "work"));
    done(a, "rule-2", "config", "diff", GROUP, "--candidate", "work");
    refused("UNKNOWN_PATH", "config", "get", GROUP, "policies/rule-2");
    done(a, "", "config", "validate", GROUP, "--candidate", "work");
    done(b, "", "config", "commit", GROUP, "--candidate", "work", "-m", "the second rule");
    done(w, "deny all", "config", "get", GROUP, "policies/rule-2");
  }

  private void refusals() throws LocalClusterException {
    String port = "network/aggregate/ae1/lacp-system-id";
    done(a, "", set(port + "=00:1b", "--node", "a"));
    refused("CONSTRAINT_VIOLATED", set(port + "=00:1b", "--node", "b"));
    String certificate = "device/certificates/management/web";
    refused("CONSTRAINT_VIOLATED", set(certificate + "=of a", "--node", "a"));
    done(a, "", set(certificate + "=of a", "--node", "a", "--candidate", "certificates"));
    done(b, "", set(certificate + "=of b", "--node", "b", "--candidate", "certificates"));
    done(a, "", "config", "commit", GROUP, "--candidate", "certificates");
    String schema =
        "{\"type\": \"object\", \"properties\": {\"mtu\": {\"type\": \"integer\"}},"
            + " \"additionalProperties\": false}";
    done(a, "", set("schemas/zone.json=" + schema));
    String zone = "network/zones/dmz/settings.json";
    refused("SCHEMA_REFUSES", set(zone + "={\"mtu\": \"large\"}"));
    done(a, "", set(zone + "={\"mtu\": 9000}"));
    refused("VALIDATION_REFUSES", set("policies/rule-3=any any allow"));
  }

  private void conditions() throws LocalClusterException {
    done(a, "", set("ha/qos-sync=on"));
    done(a, "", set("network/qos/shaper=10M"));
    done(a, "", set("ha/qos-sync=off"));
    done(b, "", set("network/qos/shaper=20M", "--node", "b"));
    done(a, "10M", "config", "get", GROUP, "network/qos/shaper", "--node", "a");
    done(b, "", set("ha/qos-sync=on"));
    done(w, "M", "config", "get", GROUP, "network/qos/shaper");
  }

  private void files() throws IOException, LocalClusterException, InterruptedException {
    done(a, "", set("policies/rule-2=deny all, log", "--wait-delivered"));
    for (LocalNode unit : List.of(a, b)) {
      Path rule = rule(unit);
      expect(Files.readString(rule).equals("deny all, log"), rule + " holds what was committed");
    }
    Files.writeString(rule(b), "allow all");
    progress.step("somebody writes 'allow all' to " + rule(b));
    eventually(() -> Files.readString(rule(b)).equals("deny all, log"), rule(b) + " is put back");
    eventually(b, "nothing", "config", "why", GROUP);
  }

  private Path rule(LocalNode unit) {
    return rule(unit, "rule-2");
  }

  private Path rule(LocalNode unit, String name) {
    return delivered.resolve(unit.node().value()).resolve("current/policies").resolve(name);
  }

  /** What the commands of facts find on a unit. */
  private void say(LocalNode unit, String fact, String value) throws IOException {
    Files.writeString(facts.resolve(unit.node().value()).resolve(fact), value);
  }

  private void inStep() throws IOException, LocalClusterException, InterruptedException {
    done(b, "paused", "sync", "pause", GROUP, "--reason", "audit on site");
    done(a, "", set("policies/rule-5=allow ntp"));
    say(b, DATABASE, "2026-10");
    progress.step("unit b has an older database of addresses than unit a");
    say(b, DATAPLANE, "");
    progress.step("the data plane of unit b is not ready");
    eventually(w, "CONTENT_MISMATCH", "config", "why", GROUP);
    eventually(w, "NOT_READY", "config", "why", GROUP);
    eventually(w, "BEHIND", "config", "why", GROUP);
    done(w, "audit on site", "config", "why", GROUP);
    expect(!Files.exists(rule(b, "rule-5")), "the files of unit b stayed as they were");
    say(b, DATABASE, "2026-11");
    say(b, DATAPLANE, "ready");
    progress.step("all of that is mended");
    done(b, "resumed", "sync", "resume", GROUP);
    eventually(w, "nothing", "config", "why", GROUP);
    expect(Files.exists(rule(b, "rule-5")), "unit b has what it missed");
  }

  private void comesBack() throws LocalClusterException {
    done(a, "", set("objects/dmz=0.0.0.0/0", "--confirm-within", "5m"));
    refused("AWAITS_CONFIRMATION", set("objects/lan=10.1.0.0/16"));
    done(b, "", "config", "cancel", GROUP, "-m", "it cut me off");
    done(a, "10.0.0.0/24", "config", "get", GROUP, "objects/dmz");
    done(a, "", "config", "delete", GROUP, "policies/rule-1");
    done(b, "", "config", "rollback", GROUP, "1", "--dry-run");
    done(a, "it cut me off", "config", "log", GROUP, "--limit", "5");
  }

  private void secrets() throws IOException, LocalClusterException {
    Path file = cluster.directory().resolve("radius.txt");
    Files.writeString(file, SECRET);
    done(w, "", "secret", "put", GROUP, "radius/key", "--file", file.toString());
    done(w, "fingerprint", "config", "get", GROUP, "radius/key");
    done(b, SECRET, "secret", "reveal", GROUP, "radius/key");
    for (LocalNode node : cluster.nodes()) {
      expect(!holdsSecret(node.data()), "no file of node " + node.node() + " holds it");
    }
  }

  private static boolean holdsSecret(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (bytes.contains(SECRET)) {
          return true;
        }
      }
    }
    return false;
  }

  private void runtime() throws LocalClusterException {
    done(a, "", "runtime", "put", GROUP, "user-ip/10.0.0.7=eva", "--ttl", "1h");
    done(a, "", "runtime", "put", GROUP, "arp/10.0.0.7=00:1b", "--with-epoch");
    done(a, "", "runtime", "put", GROUP, "rule-hits/r1=10", "--node", "a");
    done(b, "", "runtime", "put", GROUP, "rule-hits/r1=7", "--node", "b");
    done(w, "17", "runtime", "get", GROUP, "rule-hits/r1", "--all-nodes");
    done(a, "1 10", "counter", "next", GROUP, "patver", "--count", "10");
  }

  private void failover() throws IOException, LocalClusterException, InterruptedException {
    LocalNode lost =
        cluster.node(
            ClusterStates.active(
                    cluster.await("an active unit", ClusterStates.served(GROUP), LIMIT), GROUP)
                .orElseThrow()
                .getHolder());
    LocalNode other = cluster.peerOf(lost.node().value());
    cluster.crash(lost);
    progress.step("killed (-9) every process of node " + lost.node());
    cluster.await(
        "the other as active", ClusterStates.settledAt(GROUP, other.node().value()), LIMIT);
    progress.step("node " + other.node() + " is active");
    done(other, "deny all, log", "config", "get", GROUP, "policies/rule-2");
    done(other, "eva", "runtime", "get", GROUP, "user-ip/10.0.0.7");
    refused(other, "UNKNOWN_PATH", "runtime", "get", GROUP, "arp/10.0.0.7");
    done(other, "11", "counter", "next", GROUP, "patver");
    refused(other, "COUNTER_WOULD_GO_BACK", "counter", "raise", GROUP, "patver", "--to", "1");
    done(other, "LINK_DOWN", "config", "why", GROUP);
    done(other, "", set("policies/rule-4=deny dns"));
    cluster.start(lost, LocalStart.AGAIN);
    progress.step("started node " + lost.node() + " again");
    Path rule = rule(lost, "rule-4");
    eventually(() -> Files.exists(rule), "it catches up: " + rule);
    done(lost, "100", "config", "get", GROUP, "device/ha/priority", "--node", "a");
  }

  private static String[] set(String value, String... more) {
    List<String> words = new ArrayList<>(List.of("config", "set", GROUP, value));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void done(LocalNode by, String text, String... words) throws LocalClusterException {
    once(new ExpectedCommand(by, List.of(words), DONE, text));
  }

  private void refused(String text, String... words) throws LocalClusterException {
    refused(a, text, words);
  }

  private void refused(LocalNode by, String text, String... words) throws LocalClusterException {
    once(new ExpectedCommand(by, List.of(words), REFUSED, text));
  }

  private void once(ExpectedCommand command) throws LocalClusterException {
    show(command, command.run());
  }

  /** The same for what takes a while. */
  private void eventually(LocalNode by, String text, String... words)
      throws LocalClusterException, InterruptedException {
    ExpectedCommand command = new ExpectedCommand(by, List.of(words), DONE, text);
    long begun = System.nanoTime();
    ExpectedCommand.Seen seen = command.run();
    while (!command.met(seen) && System.nanoTime() - begun < LIMIT.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      seen = command.run();
    }
    show(command, seen);
  }

  private void show(ExpectedCommand command, ExpectedCommand.Seen seen)
      throws LocalClusterException {
    progress.step(command.typed());
    progress.detail(command.expected());
    seen.lines().forEach(progress::detail);
    if (!command.met(seen)) {
      throw new LocalClusterException("not as expected: " + command.typed());
    }
  }

  /** Something that is looked at. */
  private interface Look {
    boolean holds() throws IOException;
  }

  private void eventually(Look look, String what)
      throws IOException, LocalClusterException, InterruptedException {
    long begun = System.nanoTime();
    while (!look.holds() && System.nanoTime() - begun < LIMIT.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    expect(look.holds(), what);
  }

  private void expect(boolean seen, String what) throws LocalClusterException {
    if (!seen) {
      throw new LocalClusterException("not as expected: " + what);
    }
    progress.step(what);
  }
}

package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.server.local.ProcessRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network of its own for each node, joined by a switch in this process that can lose and delay,
 * to which this machine has a port too. Everything is removed when closed. Needs root, {@code ip}
 * and {@code /dev/net/tun}; the test is skipped without.
 */
final class Networks implements AutoCloseable {
  /** This machine's port of the switch: where a watcher is. */
  static final String OUTSIDE = "h";

  private final String tag;
  private final String subnet;
  private final List<String> nodes;
  private final Map<String, Cable> cables = new TreeMap<>();
  private @Nullable CableSwitch joined;

  private Networks(String tag, String subnet, List<String> nodes) {
    this.tag = tag;
    this.subnet = subnet;
    this.nodes = List.copyOf(nodes);
  }

  /** Makes them; names and addresses are random, so that several can be there at one time. */
  static Networks make(List<String> nodes, RandomGenerator random) throws Exception {
    String tag = "qf" + Integer.toHexString(random.nextInt(0x1000, 0x10000));
    String subnet = "10." + random.nextInt(180, 250) + "." + random.nextInt(1, 250) + ".";
    Networks made = new Networks(tag, subnet, nodes);
    assumePossible(made.space(nodes.get(0)));
    try {
      made.wire(random);
      return made;
    } catch (Exception | AssertionError failed) {
      made.close();
      throw failed;
    }
  }

  private static void assumePossible(String space) throws Exception {
    boolean possible;
    try (Cable tried = Cable.make(space)) {
      assertThat(tried.file()).isNotNegative();
      possible = RunOutcome.ofProgram(List.of("ip", "netns", "add", space)).exitCode() == 0;
      RunOutcome.ofProgram(List.of("ip", "netns", "del", space));
    } catch (IOException noDeviceOrProgram) {
      possible = false;
    }
    assumeTrue(possible, "skipped: separate networks need root, the program ip, and /dev/net/tun");
  }

  private void wire(RandomGenerator random) throws Exception {
    join(OUTSIDE, List.of(), subnet + "254");
    for (String node : nodes) {
      ip("netns", "add", space(node));
      join(node, List.of("-n", space(node)), address(node));
      ip("-n", space(node), "link", "set", "lo", "up");
    }
    joined = new CableSwitch(cables, random);
  }

  private void join(String name, List<String> inside, String address) throws Exception {
    String end = tag + name;
    cables.put(name, Cable.make(end));
    if (!inside.isEmpty()) {
      ip("link", "set", end, "netns", space(name));
    }
    ip(inside, "addr", "add", address + "/24", "dev", end);
    ip(inside, "link", "set", end, "up");
  }

  /** Where a node is reached. */
  String address(String node) {
    return subnet + (nodes.indexOf(node) + 1);
  }

  /** What goes before a command that is to run in the network of a node. */
  List<String> inside(String node) {
    return List.of("ip", "netns", "exec", space(node));
  }

  /** Pulls a node's cable. */
  void cut(String node) {
    cable(node).pull();
    for (String other : others(node)) {
      between(node, other, LinkQuality.CUT);
      between(other, node, LinkQuality.CUT);
    }
  }

  /** Plugs it in again, and all is well with it, in both directions. */
  void join(String node) {
    cable(node).plug();
    for (String other : others(node)) {
      between(node, other, LinkQuality.GOOD);
      between(other, node, LinkQuality.GOOD);
    }
  }

  /** Treats what one node sends to another from now on. */
  void between(String from, String to, LinkQuality quality) {
    network().set(from, to, quality);
  }

  /** Nobody hears this node any more, and it hears everybody. */
  void mute(String node) {
    others(node).forEach(other -> between(node, other, LinkQuality.CUT));
  }

  /** This node hears nobody any more, and everybody hears it. */
  void deafen(String node) {
    others(node).forEach(other -> between(other, node, LinkQuality.CUT));
  }

  /** Treats all that nodes send to each other; what goes to and from this machine stays good. */
  void betweenNodes(LinkQuality quality) {
    for (String from : nodes) {
      for (String to : nodes) {
        if (!from.equals(to)) {
          between(from, to, quality);
        }
      }
    }
  }

  /** How many frames were carried and how many lost, in words. */
  String traffic() {
    return network().carried() + " frames carried, " + network().lost() + " lost";
  }

  private List<String> others(String node) {
    return cables.keySet().stream().filter(name -> !name.equals(node)).toList();
  }

  private Cable cable(String node) {
    return Objects.requireNonNull(cables.get(node), node);
  }

  private CableSwitch network() {
    return Objects.requireNonNull(joined);
  }

  /** Kills every process of a node, as a crash would. */
  void crash(String node) throws Exception {
    for (int quiet = 0; quiet < 2; quiet++) {
      List<String> pids = pids(node);
      if (!pids.isEmpty()) {
        quiet = -1;
        List<String> kill = new ArrayList<>(List.of("/bin/kill", "-9"));
        kill.addAll(pids);
        RunOutcome.ofProgram(kill);
      }
    }
  }

  /** Sends a signal, as {@code STOP}, to the processes of a node that have one of these roles. */
  int signal(String node, String signal, Set<ProcessRole> roles) throws Exception {
    List<String> pids = pids(node, roles);
    if (!pids.isEmpty()) {
      List<String> kill = new ArrayList<>(List.of("/bin/kill", "-" + signal));
      kill.addAll(pids);
      RunOutcome.ofProgram(kill);
    }
    return pids.size();
  }

  /** The processes of a node that have one of these roles. */
  List<String> pids(String node, Set<ProcessRole> roles) throws Exception {
    return pids(node).stream().filter(pid -> roles.contains(role(pid))).toList();
  }

  private static ProcessRole role(String pid) {
    try {
      Path process = Path.of("/proc", pid);
      return ProcessRole.of(
          Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1),
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return ProcessRole.SERVICE;
    }
  }

  private List<String> pids(String node) throws Exception {
    return RunOutcome.ofProgram(List.of("ip", "netns", "pids", space(node)))
        .output()
        .lines()
        .filter(line -> line.matches("[0-9]+"))
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      remove();
    } catch (IOException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException("network namespaces are left: " + tag, failed);
    }
  }

  private void remove() throws Exception {
    for (String node : nodes) {
      crash(node);
    }
    // Before the networks are gone, and the other ends of its cables with them.
    CableSwitch network = joined;
    if (network == null) {
      cables.values().forEach(Cable::close);
    } else {
      network.close();
    }
    for (String node : nodes) {
      RunOutcome.ofProgram(List.of("ip", "netns", "del", space(node)));
    }
  }

  private String space(String node) {
    return tag + "-" + node;
  }

  private static void ip(String... arguments) throws Exception {
    ip(List.of(), arguments);
  }

  private static void ip(List<String> first, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(first);
    command.addAll(List.of(arguments));
    RunOutcome outcome = RunOutcome.ofProgram(command);
    assertThat(outcome.exitCode()).as(command + ": " + outcome.output()).isZero();
  }
}

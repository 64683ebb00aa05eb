package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A network of its own for each node, joined by a switch in a further one, which this machine
 * reaches by one link. Everything is removed when closed. Needs root and {@code ip}; the test is
 * skipped without.
 */
final class Networks implements AutoCloseable {
  private final String tag;
  private final String subnet;
  private final List<String> nodes;

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
    boolean possible;
    try {
      possible = RunOutcome.ofProgram(List.of("ip", "netns", "add", made.hub())).exitCode() == 0;
    } catch (IOException noSuchProgram) {
      possible = false;
    }
    assumeTrue(possible, "skipped: network namespaces need root and the program ip");
    try {
      made.wire();
      return made;
    } catch (Exception | AssertionError failed) {
      made.close();
      throw failed;
    }
  }

  private void wire() throws Exception {
    ip("-n", hub(), "link", "add", "br0", "type", "bridge");
    ip("-n", hub(), "link", "set", "br0", "up");
    join("h", "", subnet + "254");
    for (String node : nodes) {
      ip("netns", "add", space(node));
      join(node, space(node), address(node));
      ip("-n", space(node), "link", "set", "lo", "up");
    }
  }

  private void join(String name, String space, String address) throws Exception {
    String port = tag + name;
    String end = tag + name + "0";
    ip("link", "add", end, "type", "veth", "peer", "name", port, "netns", hub());
    ip("-n", hub(), "link", "set", port, "master", "br0", "up");
    List<String> inside = space.isEmpty() ? List.of() : List.of("-n", space);
    if (!space.isEmpty()) {
      ip("link", "set", end, "netns", space);
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
  void cut(String node) throws Exception {
    ip("-n", hub(), "link", "set", tag + node, "down");
  }

  /** Plugs it in again. */
  void join(String node) throws Exception {
    ip("-n", hub(), "link", "set", tag + node, "up");
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
    for (String node : nodes) {
      RunOutcome.ofProgram(List.of("ip", "netns", "del", space(node)));
    }
    RunOutcome.ofProgram(List.of("ip", "link", "del", tag + "h0"));
    RunOutcome.ofProgram(List.of("ip", "netns", "del", hub()));
  }

  private String hub() {
    return tag + "-hub";
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

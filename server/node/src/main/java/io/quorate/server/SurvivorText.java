package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.store.StoreView;
import io.quorate.replica.Survivor;
import io.quorate.server.files.NodeSettings;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells what a node has that a cluster may be founded anew from, and what becomes of it. */
final class SurvivorText {
  private final NodeSettings settings;
  private final Survivor survivor;

  SurvivorText(NodeSettings settings, Survivor survivor) {
    this.settings = settings;
    this.survivor = survivor;
  }

  String of(StoreView state) {
    StringBuilder text = new StringBuilder();
    text.append(
        "node %s of cluster %s, which is number %d of its name%n"
            .formatted(settings.node(), settings.cluster(), survivor.founding().number()));
    line(
        text,
        "last entry",
        "%d, of term %d".formatted(survivor.last().index(), survivor.last().term()));
    line(text, "written", survivor.written() + " by the clock of the leader");
    line(text, "known committed", survivor.proven() + behind());
    line(text, "shut out for good", others());
    line(text, "lost", "what others acknowledged behind the last entry, if anything");
    RoleTable.append(text, state);
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-18s %s%n".formatted(name, value));
  }

  private String behind() {
    long unproven = survivor.last().index() - survivor.proven();
    return unproven <= 0
        ? ""
        : "; " + unproven + " behind it may have been acknowledged or not, and are kept";
  }

  private String others() {
    Map<NodeId, NodeKind> kinds = settings.kinds();
    String names =
        kinds.entrySet().stream()
            .filter(node -> !node.getKey().equals(settings.node()))
            .map(
                node ->
                    node.getKey() + " (" + node.getValue().name().toLowerCase(Locale.ROOT) + ")")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "nobody: this is the only node" : names;
  }
}

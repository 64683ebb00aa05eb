package io.quorate.core.facts;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The facts of all members of a group, side by side. */
public final class FactSheet {
  private final GroupSpec spec;
  private final SortedMap<NodeId, List<FactReport>> said;

  /**
   * As far as they are known.
   *
   * @param said what members found of facts that have commands
   */
  public FactSheet(GroupSpec spec, SortedMap<NodeId, List<FactReport>> said) {
    this.spec = spec;
    this.said = new TreeMap<>(said);
  }

  /** What is known of the fact on the member; empty while it has said nothing. */
  public Optional<FactReport> of(Fact fact, GroupMember member) {
    if (fact.question() == null) {
      String value = member.facts().getOrDefault(fact.name(), "");
      return Optional.of(FactReport.known(fact.name(), value));
    }
    return said.getOrDefault(member.node(), List.of()).stream()
        .filter(report -> report.name().equals(fact.name()))
        .findFirst();
  }

  /**
   * Every fact of every member that is not as it must be, by member and in the order of the
   * declaration. What is not known yet is not against a member.
   *
   * @param active with whom all are compared; null, or while its own is not known: with the first
   *     member of which it is
   */
  public List<FactBreach> breaches(@Nullable NodeId active) {
    Map<String, FactWords.Model> models = new TreeMap<>();
    for (Fact fact : spec.facts()) {
      model(fact, active).ifPresent(model -> models.put(fact.name(), model));
    }
    List<FactBreach> breaches = new ArrayList<>();
    for (GroupMember member : spec.members()) {
      for (Fact fact : spec.facts()) {
        breach(fact, member, models.get(fact.name())).ifPresent(breaches::add);
      }
    }
    return breaches;
  }

  private Optional<FactBreach> breach(
      Fact fact, GroupMember member, FactWords.@Nullable Model model) {
    FactReport report = of(fact, member).orElse(null);
    if (report == null) {
      return Optional.empty();
    }
    FactWords words = new FactWords(fact, member.node());
    return report.outcome() == FactReport.Outcome.FAILED
        ? Optional.of(words.notKnown(report.text()))
        : fact.rule().dispatch(new Held(words, report.text(), model));
  }

  private Optional<FactWords.Model> model(Fact fact, @Nullable NodeId active) {
    FactWords.Model first = null;
    for (GroupMember member : spec.members()) {
      FactReport report = of(fact, member).orElse(null);
      if (report == null || report.outcome() == FactReport.Outcome.FAILED) {
        continue;
      }
      if (member.node().equals(active)) {
        return Optional.of(
            new FactWords.Model(member.node(), report.text(), FactWords.Model.Part.ACTIVE));
      }
      if (first == null) {
        first = new FactWords.Model(member.node(), report.text(), FactWords.Model.Part.ANY);
      }
    }
    return Optional.ofNullable(first);
  }

  /**
   * A value held against its rule.
   *
   * @param model what it is compared with; null when nothing is known to compare with
   */
  private record Held(FactWords words, String value, FactWords.@Nullable Model model)
      implements Fact.Cases<Optional<FactBreach>> {

    @Override
    public Optional<FactBreach> equal(Fact.Equal equal) {
      return model == null || model.value().equals(value)
          ? Optional.empty()
          : Optional.of(words.differs(value, model));
    }

    @Override
    public Optional<FactBreach> atLeast(Fact.AtLeast rule) {
      return rule.met(value) ? Optional.empty() : Optional.of(words.less(value, rule.least()));
    }

    @Override
    public Optional<FactBreach> known(Fact.Known known) {
      return Optional.empty();
    }
  }
}

package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.MemberSync;
import io.quorate.v1.Notice;
import io.quorate.v1.PathRules;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quorate config why}: what keeps members from having the configuration. */
@Command(
    name = "why",
    description = {
      "Why a member does not have what the configuration says: all reasons at once, and what to"
          + " do.",
      "With a path also what holds there, and what each member sees."
    },
    footer = {
      "",
      "Examples:",
      "  quorate config why web",
      "  quorate config why web limits/connections"
    })
final class ConfigWhyCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = "A path.")
  private String path = "";

  ConfigWhyCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    WhyConfigRequest request =
        WhyConfigRequest.newBuilder().setGroup(space.name()).setPath(path).build();
    try (QuorateClient client = root.client()) {
      WhyConfigResponse response = client.configuration().why(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private String view(WhyConfigResponse response, Paint paint) {
    String about = response.hasPath() ? rules(response.getPath()) : "";
    String facts = response.hasPath() ? "" : facts(response, paint);
    return about + members(response, paint) + facts + reasons(response, paint);
  }

  private static String facts(WhyConfigResponse response, Paint paint) {
    FactsView view = new FactsView();
    response
        .getMembersList()
        .forEach(member -> view.member(member.getNode(), member.getFactsList()));
    String facts = view.render(paint);
    return facts.isEmpty() ? "" : facts + "\n";
  }

  private static String rules(PathRules rules) {
    List<String> said = new ArrayList<>();
    said.add("scope " + rules.getScope() + (rules.getWhy().isEmpty() ? "" : ": " + rules.getWhy()));
    if (!rules.getWhen().isEmpty()) {
      said.add("depends on " + rules.getWhen() + ", which is " + (rules.getHolds() ? "on" : "off"));
    }
    if (!rules.getOwner().isEmpty()) {
      said.add("owned by " + rules.getOwner());
    }
    if (!rules.getSchema().isEmpty()) {
      said.add("must satisfy " + rules.getSchema());
    }
    rules.getConstraintsList().forEach(rule -> said.add("constraint " + rule));
    rules.getDeliveriesList().forEach(name -> said.add("delivered by " + name));
    StringBuilder text = new StringBuilder(rules.getPath()).append('\n');
    said.forEach(line -> text.append("  ").append(Words.oneLine(line)).append('\n'));
    return text.append('\n').toString();
  }

  private static String members(WhyConfigResponse response, Paint paint) {
    boolean seen = response.hasPath();
    TextTable table =
        seen
            ? new TextTable("MEMBER", "SEES", "OF", "REVISION")
            : new TextTable("MEMBER", "DELIVERY", "REVISION", "STATE");
    for (MemberSync member : response.getMembersList()) {
      if (seen) {
        boolean there = member.hasSees();
        String of = member.getSees().getNode().isEmpty() ? "all" : member.getSees().getNode();
        table.row(
            Cell.of(member.getNode()),
            Cell.of(there ? ValueText.brief(member.getSees()) : "-"),
            Cell.of(there ? of : "-"),
            Cell.of(there ? Long.toUnsignedString(member.getSees().getRevision()) : "-"));
      }
      for (DeliveryStatus delivery :
          seen ? List.<DeliveryStatus>of() : member.getDeliveriesList()) {
        table.row(
            Cell.of(member.getNode()),
            Cell.of(delivery.getName()),
            Cell.of(Long.toUnsignedString(delivery.getRevision())),
            Cell.of(Words.name(delivery.getState(), "")));
      }
    }
    return table.render(paint) + "\n";
  }

  private String reasons(WhyConfigResponse response, Paint paint) {
    StringBuilder text = new StringBuilder();
    for (MemberSync member : response.getMembersList()) {
      for (Notice reason : member.getReasonsList()) {
        text.append(Notices.lines(reason, "", Tone.WARN, paint));
      }
    }
    String revision = Long.toUnsignedString(response.getRevision());
    return text.isEmpty()
        ? space.name() + ": nothing keeps a member from revision " + revision + "\n"
        : space.name() + ": why members may not have revision " + revision + "\n" + text;
  }
}

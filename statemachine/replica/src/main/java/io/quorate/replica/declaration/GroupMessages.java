package io.quorate.replica.declaration;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.Endpoint;
import io.quorate.core.declaration.Findings;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Resource;
import io.quorate.v1.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Declarations as messages. */
public final class GroupMessages {
  /** Largest declaration, as a message with every default spelled out. */
  public static final int MAX_BYTES = 256 << 10;

  private static final String SMALLER = "use at most " + MAX_BYTES + ", or several groups";

  private GroupMessages() {}

  /** The message, every default spelled out; reading it back gives the same declaration. */
  public static io.quorate.v1.GroupSpec of(GroupSpec spec) {
    io.quorate.v1.GroupSpec.Builder message =
        io.quorate.v1.GroupSpec.newBuilder()
            .setName(spec.name().value())
            .setTiming(TimingMessages.of(spec.timing()))
            .setFailover(PolicyMessages.of(spec.failover()));
    for (GroupMember member : spec.members()) {
      message.addMembers(
          io.quorate.v1.GroupMember.newBuilder()
              .setNode(member.node().value())
              .addAllEndpoints(member.endpointTexts())
              .putAllFacts(member.facts()));
    }
    spec.resources().forEach(resource -> message.addResources(ResourceMessages.of(resource)));
    spec.checks().forEach(check -> message.addChecks(CheckMessages.of(check)));
    if (!spec.configuration().equals(GroupConfiguration.FREE)) {
      message.setConfiguration(ConfigurationMessages.of(spec.configuration()));
    }
    spec.deliveries().forEach(delivery -> message.addDeliveries(DeliveryMessages.of(delivery)));
    spec.facts().forEach(fact -> message.addFacts(FactMessages.of(fact)));
    return message.build();
  }

  /**
   * Reads what anybody may have written, and checks it by core's rules.
   *
   * @param nodes the nodes of the cluster; empty when they are not known
   */
  public static Read<GroupSpec> read(
      io.quorate.v1.GroupSpec message, SortedMap<NodeId, NodeKind> nodes) {
    Findings findings = new Findings();
    if (tooLarge(findings, message)) {
      return Read.refused(findings.all());
    }
    unknown(findings, message);
    GroupSpec spec = spec(MessageFields.into(findings), message);
    if (findings.all().isEmpty()) {
      tooLarge(findings, of(spec));
    }
    List<Refusal> unread = findings.all();
    List<Refusal> refusals = new ArrayList<>(unread);
    for (Refusal broken : GroupSpecRules.check(spec, nodes)) {
      if (unread.stream().noneMatch(earlier -> covers(earlier.path(), broken.path()))) {
        refusals.add(broken);
      }
    }
    return Read.of(spec, refusals);
  }

  /**
   * Reads what was accepted before and written by {@link #of}. Whether it is in today's ranges is
   * not asked again: they may have become narrower since.
   */
  public static Read<GroupSpec> accepted(io.quorate.v1.GroupSpec message) {
    Findings findings = new Findings();
    unknown(findings, message);
    GroupSpec spec = spec(MessageFields.into(findings), message);
    return Read.of(spec, findings.all());
  }

  /**
   * The declaration of an entry of the log.
   *
   * @throws IllegalArgumentException when it cannot be read whole. A replica that left out what it
   *     does not know would have another state than the rest, so nothing is proposed that is beyond
   *     the feature level of the cluster
   */
  public static GroupSpec logged(io.quorate.v1.GroupSpec message) {
    return required(accepted(message));
  }

  /**
   * The declaration of a stored record, which an entry has brought.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  public static GroupSpec stored(io.quorate.v1.GroupSpec message) {
    Findings findings = new Findings();
    GroupSpec spec = spec(MessageFields.into(findings), message);
    return required(Read.of(spec, findings.all()));
  }

  private static GroupSpec required(Read<GroupSpec> read) {
    GroupSpec spec = read.value();
    if (spec == null) {
      throw new IllegalArgumentException("not a declaration of this version: " + read.refusals());
    }
    return spec;
  }

  private static boolean tooLarge(Findings findings, io.quorate.v1.GroupSpec message) {
    int bytes = message.getSerializedSize();
    if (bytes <= MAX_BYTES) {
      return false;
    }
    findings.exceeded("", "the declaration has " + bytes + " bytes", SMALLER);
    return true;
  }

  private static void unknown(Findings findings, io.quorate.v1.GroupSpec message) {
    UnknownFields.in(message, "")
        .ifPresent(
            path ->
                findings.invalid(
                    path,
                    "holds something that this version does not know",
                    "leave it out, or update all nodes"));
  }

  /** Whether a value was found unreadable itself or as a part, so that rules tell nothing new. */
  private static boolean covers(String unread, String path) {
    return path.equals(unread) || path.startsWith(unread + ".") || path.startsWith(unread + "[");
  }

  private static GroupSpec spec(MessageFields fields, io.quorate.v1.GroupSpec message) {
    return new GroupSpec(
        fields.values().group("name", message.getName()),
        members(fields, message.getMembersList()),
        TimingMessages.read(fields, message.getTiming()),
        PolicyMessages.read(fields, message.getFailover()),
        resources(fields, message.getResourcesList()),
        checks(fields, message.getChecksList()),
        ConfigurationMessages.read(fields, message.getConfiguration()),
        DeliveryMessages.read(fields, message.getDeliveriesList()),
        FactMessages.read(fields, message.getFactsList()));
  }

  private static List<GroupMember> members(
      MessageFields fields, List<io.quorate.v1.GroupMember> messages) {
    List<GroupMember> members = new ArrayList<>();
    for (io.quorate.v1.GroupMember message : messages) {
      String path = "members[" + members.size() + "]";
      List<Endpoint> endpoints = new ArrayList<>();
      for (String endpoint : message.getEndpointsList()) {
        String at = path + ".endpoints[" + endpoints.size() + "]";
        endpoints.add(fields.values().endpoint(at, endpoint));
      }
      NodeId node = fields.values().node(path + ".node", message.getNode());
      members.add(
          new GroupMember(
              node, endpoints, FactMessages.said(fields, path + ".facts", message.getFactsMap())));
    }
    return members;
  }

  private static List<Resource> resources(
      MessageFields fields, List<io.quorate.v1.Resource> messages) {
    List<Resource> resources = new ArrayList<>();
    for (io.quorate.v1.Resource message : messages) {
      String path = "resources[" + resources.size() + "]";
      resources.add(ResourceMessages.read(fields, path, message));
    }
    return resources;
  }

  private static List<HealthCheck> checks(MessageFields fields, List<Check> messages) {
    List<HealthCheck> checks = new ArrayList<>();
    for (Check message : messages) {
      checks.add(CheckMessages.read(fields, "checks[" + checks.size() + "]", message));
    }
    return checks;
  }
}

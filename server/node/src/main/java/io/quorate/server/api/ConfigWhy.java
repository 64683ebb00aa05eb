package io.quorate.server.api;

import io.quorate.core.config.Condition;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.store.StoreView;
import io.quorate.core.sync.SyncBlock;
import io.quorate.core.sync.SyncReasons;
import io.quorate.server.session.HeartbeatMessages;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.MemberSync;
import io.quorate.v1.PathRules;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Why the members of a group do not have what its configuration says, and what holds at a path, on
 * the leader.
 */
final class ConfigWhy {
  private final StoreReads reads;
  private final LeaderViews views;

  ConfigWhy(StoreReads reads, LeaderViews views) {
    this.reads = reads;
    this.views = views;
  }

  CompletableFuture<WhyConfigResponse> of(WhyConfigRequest request) {
    WireFields fields = new WireFields();
    ConfigFields config = new ConfigFields(fields);
    SpaceId space = config.space(request.getGroup());
    String path = config.pathOrNone("path", request.getPath());
    ConfigPath about = path.isEmpty() ? null : new ConfigPath(path);
    return views
        .present()
        .thenCompose(
            known -> reads.read(space.group(), fields, store -> why(known, store, space, about)));
  }

  private static Found<WhyConfigResponse> why(
      LeaderViews.Confirmed known, StoreView store, SpaceId space, @Nullable ConfigPath path) {
    Optional<GroupRecord> record = known.named(space.group().value());
    if (record.isEmpty()) {
      return new Found<>(null, GroupReads.unknown(space.group().value()));
    }
    GroupSpec spec = record.get().spec();
    Situation situation = known.situation(record.get());
    ConfigView view = new ConfigView(store, space);
    List<SyncBlock> blocks = SyncReasons.of(situation, view.head().revision(), view.paused());
    WhyConfigResponse.Builder message =
        WhyConfigResponse.newBuilder().setRevision(view.head().revision().value());
    for (GroupMember member : spec.members()) {
      MemberSync.Builder sync =
          MemberSync.newBuilder()
              .setNode(member.node().value())
              .addAllReasons(StatusMessages.of(blocks, member.node()))
              .addAllFacts(FactViews.of(situation, member));
      MemberView heard = situation.members().get(member.node());
      MemberReport report = heard == null ? null : heard.report();
      if (report != null) {
        report.deliveries().forEach(one -> sync.addDeliveries(HeartbeatMessages.message(one)));
      }
      if (path != null) {
        sees(view, new ConfigPlace(new ConfigScope(member.node()), path), sync);
      }
      message.addMembers(sync);
    }
    if (path != null) {
      message.setPath(rules(spec, view, path));
    }
    return Found.of(message.build());
  }

  private static void sees(ConfigView view, ConfigPlace own, MemberSync.Builder sync) {
    for (ConfigPlace place : List.of(own, ConfigPlace.forAll(own.path()))) {
      ConfigEntry entry = view.get(place);
      if (entry != null) {
        sync.setSees(ConfigMessages.entry(place, entry));
        return;
      }
    }
  }

  private static PathRules rules(GroupSpec spec, ConfigView view, ConfigPath path) {
    GroupConfiguration configuration = spec.configuration();
    ScopeRule rule = configuration.rule(path.value());
    PathRules.Builder rules =
        PathRules.newBuilder()
            .setPath(path.value())
            .setScope(rule.scope(when -> holds(view, when)).toString())
            .setWhy(rule.why())
            .setOwner(configuration.owner(path.value()).orElse(""))
            .setSchema(configuration.schema(path.value()).orElse(""));
    PathPattern when = rule.when();
    if (when != null) {
      rules.setWhen(when.value()).setHolds(holds(view, when.value()));
    }
    configuration.constraints().stream()
        .filter(constraint -> constraint.has(path.value()))
        .forEach(constraint -> rules.addConstraints(constraint.rule().toString()));
    spec.deliveries().stream()
        .filter(delivery -> delivery.target().dispatch(new Takes(path.value())))
        .forEach(delivery -> rules.addDeliveries(delivery.name()));
    return rules.build();
  }

  private static boolean holds(ConfigView view, String condition) {
    ConfigEntry entry = view.get(ConfigPlace.forAll(new ConfigPath(condition)));
    return Condition.holds(entry == null ? null : entry.value());
  }

  /** Whether a delivery has the value at the path. */
  private record Takes(String path) implements Delivery.Cases<Boolean> {
    @Override
    public Boolean folder(Delivery.Folder folder) {
      return folder.has(path);
    }

    @Override
    public Boolean file(Delivery.SingleFile file) {
      return file.path().value().equals(path);
    }
  }
}

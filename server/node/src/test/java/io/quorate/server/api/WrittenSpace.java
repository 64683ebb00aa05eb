package io.quorate.server.api;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigApplier;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigHistory;
import io.quorate.core.config.ConfigOrigin;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigRules;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.store.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A configuration that was written by commits. */
final class WrittenSpace {
  static final SpaceId SPACE = new SpaceId(new GroupId("web"));

  private final InMemoryStore store = new InMemoryStore();

  ConfigView view() {
    return new ConfigView(store, SPACE);
  }

  /** One commit. */
  WrittenSpace commit(ConfigEdit... edits) {
    ConfigChanged.Why why = new ConfigChanged.Why(ConfigOrigin.WRITE, "");
    ConfigApplier.apply(
        new ConfigChanged(SPACE, view().head().revision().next(), why, List.of(edits), null),
        new ConfigRules.Asked("eva", new ClusterTime(1)),
        store,
        new ConfigHistory(store, ConfigHistory.Limit.KEPT, Integer.MAX_VALUE));
    return this;
  }

  static ConfigScope of(String node) {
    return node.isEmpty() ? ConfigScope.ALL : new ConfigScope(new NodeId(node));
  }

  static ConfigEdit set(String node, String path, String text) {
    return edit(
        node, path, new ConfigValue(text.getBytes(StandardCharsets.UTF_8), ConfigValue.TEXT));
  }

  static ConfigEdit edit(String node, String path, ConfigValue to) {
    return new ConfigEdit(new ConfigPlace(of(node), new ConfigPath(path)), to, null);
  }

  static ConfigEdit delete(String node, String path) {
    return new ConfigEdit(new ConfigPlace(of(node), new ConfigPath(path)), null, null);
  }
}

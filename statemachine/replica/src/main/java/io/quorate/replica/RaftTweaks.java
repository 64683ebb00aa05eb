package io.quorate.replica;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;

/** Changes to Ratis' settings for one start; tests cut connections and lower limits with it. */
@FunctionalInterface
interface RaftTweaks {
  /** As they are. */
  RaftTweaks NONE = (properties, parameters) -> {};

  void apply(RaftProperties properties, Parameters parameters);
}

package io.quorate.replica;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;

/**
 * Changes to Ratis' settings for one start: TLS; tests cut connections and lower limits with it.
 */
@FunctionalInterface
interface RaftTweaks {
  /** As they are. */
  RaftTweaks NONE = (properties, parameters) -> {};

  void apply(RaftProperties properties, Parameters parameters);

  /** These, and then others. */
  default RaftTweaks then(RaftTweaks others) {
    return (properties, parameters) -> {
      apply(properties, parameters);
      others.apply(properties, parameters);
    };
  }
}

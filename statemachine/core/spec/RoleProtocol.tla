---------------------------- MODULE RoleProtocol ----------------------------
(***************************************************************************)
(* How a group gets exactly one active node, and why it never gets two.    *)
(*                                                                         *)
(* This describes what the classes of `core` and the two shells around     *)
(* them (LeaderLoop, Agent) do for ONE group.  Groups share no state but   *)
(* clocks, terms and the log, so one is enough.  The checker (TLC) walks   *)
(* through every order in which the steps below can happen.                *)
(*                                                                         *)
(* HOW TO READ IT                                                          *)
(*                                                                         *)
(*   A state gives a value to every variable.  An action is a formula      *)
(*   about two states: x is the value before the step, x' the one after    *)
(*   it.  Lines without a prime say when the step is possible; lines with  *)
(*   a prime say what it does.  /\ is "and", \/ is "or", \A is "for all",  *)
(*   \E is "there is".  [r EXCEPT !.f = v] is the record r with v in the   *)
(*   field f, and @ in v is the old value of that field.                   *)
(*                                                                         *)
(*   Nothing has to happen, ever.  A message that is not delivered is a    *)
(*   lost message; one that is delivered later is a delayed one; one that  *)
(*   stays in its place may be delivered again.  A node that takes no step *)
(*   while time goes by is a paused node.                                  *)
(*                                                                         *)
(* RULES                                                                   *)
(*                                                                         *)
(*   Each rule of the protocol is looked up by its name with On("G1").     *)
(*   A configuration that names a rule in Without is the protocol without  *)
(*   it, and TLC must then find an invariant broken.                       *)
(*                                                                         *)
(* TIME                                                                    *)
(*                                                                         *)
(*   Only lengths of time matter, so the model has no hour of the day but  *)
(*   ages: of a message since it was sent, of a lease since the heartbeat  *)
(*   that brought it was sent, of the leader's count since it heard from   *)
(*   the holder.  Tick makes all of them one older.  One tick is one tick  *)
(*   of the fastest clock of all.  Every other clock shows the same or     *)
(*   less, but over D + F at most Drift less: that is the assumption on    *)
(*   clocks.  So when a holder looks whether D has passed, "not yet" is    *)
(*   possible as long as the age is below D + Drift, and its guard is done *)
(*   when the age is D + F + Drift at the latest.  The model allows the    *)
(*   holder all of that, always, and lets the leader have the fastest      *)
(*   clock, or any slower one (it need not look at once).  Thus every      *)
(*   mixture of clocks within the bound is covered, also clocks whose rate *)
(*   changes.                                                              *)
(*                                                                         *)
(* RAFT                                                                    *)
(*                                                                         *)
(*   Raft is not proved again here.  The model takes from it:              *)
(*   - A leader of a term was elected by a majority, and every voter's     *)
(*     term was lower and became that term.  (Elect)                       *)
(*   - A leader commits an entry only while a majority is still in its     *)
(*     term: each took the entry in that term.  (Commit)                   *)
(*   - What is committed is in the log of every later leader, and it has   *)
(*     applied it by the time when it has applied the first entry of its   *)
(*     own term.  (Ready)                                                  *)
(*   - What an earlier leader had put into its log, and had not committed, *)
(*     may be committed by a later one, but only before that one's first   *)
(*     entry.  (CarryOver)                                                 *)
(*   So `reg`, the committed state, is one variable, and each leader has a *)
(*   view of it that is right when it gets ready, and stale when it is     *)
(*   deposed without knowing.                                              *)
(*   Votes are given one by one in Raft, here all at once, at the last.    *)
(*   A vote that is given earlier only takes the old leader's attestation  *)
(*   away earlier: fewer steps are possible, not more.                     *)
(*                                                                         *)
(* A heartbeat is attested in one instant here.  When voters are asked one *)
(* by one, take the instant of the first answer: the others were not in a  *)
(* later term then, since terms only go up.                                *)
(*                                                                         *)
(* A VOTER THAT IS REPLACED                                                *)
(*                                                                         *)
(*   A node whose data is lost comes back as a newcomer: another peer of   *)
(*   the same name.  The registry says which of the two sits in the place  *)
(*   (Claim), and from then on the configuration of the log goes from the  *)
(*   old voters by way of both sets (joint) to the new ones.  Roles are    *)
(*   granted to names; heartbeats come from peers.  Of configurations the  *)
(*   model takes from Raft: a leader works by the latest one in its log,   *)
(*   committed or not; whoever is elected has every committed one; one     *)
(*   that is not committed may be carried over by the next leader, or is   *)
(*   lost for good when another's first entry is committed.                *)
(*                                                                         *)
(* A PLANNED CHANGE (quiesce, sync, demote, release, grant to the target)  *)
(* has no actions of its own: a holder may stop at any time, may release   *)
(* at any time when it has stopped, and the next grant may go to any       *)
(* eligible node.  That covers each switchover, at each moment, its undoing*)
(* and a promotion that failed.                                            *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Data,       \* nodes that can be active
  Witness,    \* nodes that only vote
  First,      \* the data node that holds epoch 1 in the beginning
  NoNode,     \* nobody
  D,          \* duration of a lease
  F,          \* fence delay: the longest from the deadline until nothing serves
  Drift,      \* how far two clocks may come apart over D + F
  MaxTerm,    \* bounds, so that the search ends:
  MaxEpoch,
  MaxFlight,  \* heartbeats of one node under way
  MaxProposals,
  MaxCrashes,
  MaxUnfit,   \* how often a node becomes unfit
  MaxForced,  \* how often an operator forces the role
  Leaders,    \* who may lead in the beginning
  Replaced,   \* the node whose data may be lost; NoNode: none
  Newcomer,   \* the peer that takes its place; one of Data if the replaced one is; NoNode: none
  Seated,     \* which of the two has the place in the beginning
  KeepDeposed, \* whether to follow leaders that surely can do nothing any more (see Ready)
  Without     \* the rules that are left out

Node == Data \cup Witness
Terms == 1..MaxTerm
Epochs == 1..MaxEpoch

On(rule) == rule \notin Without

\* Peers go by the name of the node whose place they take.
Name(n) == IF n = Newcomer THEN Replaced ELSE n

Names == Node \ {Newcomer}

\* How far the change of the voters is: 0 not begun, 1 joint, 2 done.
Stages == IF Newcomer = NoNode THEN {0} ELSE 0..2

\* The sets of voters of which a majority each is needed.
VoterSets(stage) ==
  CASE stage = 0 -> {Names}
    [] stage = 1 -> {Names, Node \ {Replaced}}
    [] stage = 2 -> {Node \ {Replaced}}

MajorityOf(sets, nodes) ==
  \A voters \in sets : 2 * Cardinality(nodes \cap voters) > Cardinality(voters)

Majority(stage, nodes) == MajorityOf(VoterSets(stage), nodes)

\* As long as the age of a lease is below this, its holder's clock may say that it is valid.
MayBeValid == D + Drift

\* The age at which the guard has killed, whatever the clocks.
Killed == D + F + Drift

\* G2: how long the leader counts; without the rule it trusts the clocks to agree.
Expiry == IF On("G2") THEN D + F + Drift ELSE D + F

\* Ages are not told apart beyond this.
Old == Killed + 1

\* Closings of one epoch are not counted beyond this, and then not taken back any more.
ManyClosings == MaxProposals + 1

Older(age, limit) == IF age < limit THEN age + 1 ELSE limit

VARIABLES
  term,     \* of each node: its Raft term (on disk)
  up,       \* of each node: whether its process runs
  lead,     \* of each node: what it keeps as a leader (LeaderTerm, LeaseGrantor)
  reg,      \* what is committed: epoch, holder, who sits in the replaced one's place, and the term
            \* of the last entry
  conf,     \* how far the change of the voters is: what is committed, and the most in any log
  granted,  \* history: to whom each epoch was granted, and whether that was allowed
  props,    \* proposals under way
  hold,     \* of each data node: lease and service (LeaseHolder, guard)
  net,      \* of each data node: its heartbeats under way, in the order in which they were sent
  answer,   \* of each data node: the last extension on its way to it
  fit,      \* the data nodes that nothing speaks against
  faults    \* how many crashes, unfitnesses and forced grants there were

vars == <<term, up, lead, reg, conf, granted, props, hold, net, answer, fit, faults>>

\* Volatile state of a leader.
\*   term, ready   which term; whether its first entry is applied
\*   epoch, holder what it knows of the registry
\*   age           of the count (G2, G3): since the start, or since the holder was heard from
\*   heard         the same, but what arrives while a closing is under way counts too
\*   closing       how many proposals to close the epoch may still come to something
\*   seat          who sits in the replaced one's place, as it knows
\*   stage         the latest configuration in its log
NotLeading ==
  [term |-> 0, ready |-> FALSE, epoch |-> 0, holder |-> NoNode, age |-> 0, heard |-> 0,
   closing |-> 0, seat |-> Seated, stage |-> 0]

\* What a data node knows: the lease (epoch 0: none) with its age, whether anything serves, and
\* the highest epoch that it released in this run.  The deadline of the guard is that of the lease.
NoLease == [epoch |-> 0, age |-> 0, serving |-> FALSE, released |-> 0]

NoAnswer == [epoch |-> 0, age |-> 0]

TypeOK ==
  /\ term \in [Node -> Terms]
  /\ up \in [Node -> BOOLEAN]
  /\ lead \in [Node ->
       [term : 0..MaxTerm, ready : BOOLEAN, epoch : 0..MaxEpoch, holder : Node \cup {NoNode},
        age : 0..Old, heard : 0..Old, closing : 0..ManyClosings,
        seat : {Replaced, Newcomer}, stage : Stages]]
  /\ reg \in [epoch : 0..MaxEpoch, holder : Node \cup {NoNode}, seat : {Replaced, Newcomer},
              term : Terms]
  /\ conf \in [committed : Stages, appended : Stages]
  /\ granted \in [Epochs -> SUBSET (Node \X BOOLEAN)]
  /\ Cardinality(props) <= MaxProposals
  /\ hold \in [Data ->
       [epoch : 0..MaxEpoch, age : 0..Old, serving : BOOLEAN, released : 0..MaxEpoch]]
  /\ \A n \in Data : Len(net[n]) <= MaxFlight
  /\ answer \in [Data -> [epoch : 0..MaxEpoch, age : 0..Old]]
  /\ fit \subseteq Data

\* A node leads, and one data node was granted epoch 1 just now; it does not know yet.
Init ==
  /\ term = [n \in Node |-> 1]
  /\ up = [n \in Node |-> TRUE]
  /\ reg = [epoch |-> 1, holder |-> First, seat |-> Seated, term |-> 1]
  /\ conf = [committed |-> 0, appended |-> 0]
  /\ \E l \in Leaders :
       lead = [n \in Node |->
         IF n = l
         THEN [NotLeading EXCEPT !.term = 1, !.ready = TRUE, !.epoch = 1, !.holder = First]
         ELSE NotLeading]
  /\ granted = [e \in Epochs |-> IF e = 1 THEN {<<First, TRUE>>} ELSE {}]
  /\ props = {}
  /\ hold = [n \in Data |-> NoLease]
  /\ net = [n \in Data |-> <<>>]
  /\ answer = [n \in Data |-> NoAnswer]
  /\ fit = Data \ {Newcomer}
  /\ faults = [crash |-> 0, unfit |-> 0, forced |-> 0]

-----------------------------------------------------------------------------
(* TIME.  A service whose lease has reached the age at which the guard is   *)
(* done cannot see the next tick (H2): it has been killed before.           *)

\* A heartbeat that is too old to extend anything, and reports no release, can only make the
\* leader wait longer: it is as good as lost.
AgedHeartbeats(messages) ==
  LET useful(m) == m.age + 1 < MayBeValid \/ m.released > 0
      kept == SelectSeq(messages, useful)
  IN [i \in 1..Len(kept) |-> [kept[i] EXCEPT !.age = Older(@, MayBeValid)]]

AgedAnswer(a) == IF a.epoch = 0 \/ a.age + 1 >= MayBeValid THEN NoAnswer ELSE [a EXCEPT !.age = @ + 1]

AgedCount(l) ==
  IF l.holder = NoNode THEN l ELSE [l EXCEPT !.age = Older(@, Old), !.heard = Older(@, Old)]

Tick ==
  /\ On("H2") => \A n \in Data : hold[n].serving => hold[n].age < Killed
  /\ hold' = [n \in Data |->
       IF hold[n].epoch = 0 THEN hold[n]
       ELSE [hold[n] EXCEPT !.age = Older(@, IF hold[n].serving THEN Killed ELSE MayBeValid)]]
  /\ net' = [n \in Data |-> AgedHeartbeats(net[n])]
  /\ answer' = [n \in Data |-> AgedAnswer(answer[n])]
  /\ lead' = [n \in Node |-> AgedCount(lead[n])]
  /\ UNCHANGED <<term, up, reg, granted, props, fit, faults, conf>>

-----------------------------------------------------------------------------
(* THE HOLDER.                                                              *)

\* State of a heartbeat: flying; taken by its leader, and the last that was; past: taken, and another
\* after it (it may yet be answered); late: dropped, since a later one was taken before.
\*
\* A heartbeat leaves for a node that leads, or thinks so.  Its age is counted from before the
\* term is read (H1).  It says which epoch was released.  Too many under way: the oldest is lost.
\* All nodes send heartbeats, but the model has only those of the node that this leader takes for
\* the holder: to others nothing is extended.  (One that was sent before the grant and answered
\* after it brings a lease that is older than one which is sent and answered right after it.)
Send(n, l) ==
  /\ up[n] /\ lead[l].ready /\ lead[l].holder = Name(n)
  /\ \E stamp \in (IF On("H1-order") THEN {term[n]} ELSE 1..term[n]) :
       LET heartbeat == [to |-> l, term |-> stamp, age |-> 0, released |-> hold[n].released,
                         state |-> "flying", dead |-> FALSE]
           kept == IF Len(net[n]) = MaxFlight THEN Tail(net[n]) ELSE net[n]
       IN /\ \A i \in 1..Len(net[n]) : net[n][i] # heartbeat
          /\ net' = [net EXCEPT ![n] = Append(kept, heartbeat)]
  /\ UNCHANGED <<term, up, lead, reg, granted, props, hold, answer, fit, faults, conf>>

\* An extension arrives (LeaseHolder.acknowledged).  H1: the lease is as old as the heartbeat that
\* it answers.  H5: what was released is not taken back.
Acknowledged(n) ==
  LET a == answer[n]
      age == IF On("H1") THEN a.age ELSE 0
  IN /\ up[n] /\ a.epoch > 0
     /\ On("H5") => a.epoch > hold[n].released
     /\ \/ a.epoch > hold[n].epoch /\ ~hold[n].serving
        \/ a.epoch = hold[n].epoch /\ age < hold[n].age
     /\ hold' = [hold EXCEPT ![n] = [@ EXCEPT !.epoch = a.epoch, !.age = age]]
     /\ UNCHANGED <<term, up, lead, reg, granted, props, net, answer, fit, faults, conf>>

\* H2: starts to serve only while its clock says that the lease is valid.
Serve(n) ==
  /\ up[n] /\ hold[n].epoch > 0 /\ ~hold[n].serving
  /\ hold[n].age < MayBeValid
  /\ hold' = [hold EXCEPT ![n].serving = TRUE]
  /\ UNCHANGED <<term, up, lead, reg, granted, props, net, answer, fit, faults, conf>>

\* It stops, or the guard kills, or the machine dies with all that runs on it: at any time.
Stop(n) ==
  /\ hold[n].serving
  /\ hold' = [hold EXCEPT ![n] =
       IF up[n] THEN [@ EXCEPT !.serving = FALSE, !.age = IF @ < MayBeValid THEN @ ELSE MayBeValid]
       ELSE NoLease]
  /\ UNCHANGED <<term, up, lead, reg, granted, props, net, answer, fit, faults, conf>>

\* It has verified that nothing serves, and says so from now on.
Release(n) ==
  /\ up[n] /\ hold[n].epoch > hold[n].released /\ ~hold[n].serving
  /\ hold' = [hold EXCEPT ![n] = [NoLease EXCEPT !.released = hold[n].epoch]]
  /\ UNCHANGED <<term, up, lead, reg, granted, props, net, answer, fit, faults, conf>>

-----------------------------------------------------------------------------
(* FAULTS.                                                                  *)

\* The process dies.  What it kept in memory is gone: lease, releases, leadership.  What its guard
\* guards goes on until the deadline.  Messages that it sent are still under way; nobody is there
\* to take their answers (`dead`), so only those that report a release still matter.  A witness that
\* is dead is one that takes no step, and has nothing to forget but its leadership.
Crash(n) ==
  /\ up[n] /\ faults.crash < MaxCrashes
  /\ up' = [up EXCEPT ![n] = FALSE]
  /\ lead' = [lead EXCEPT ![n] = NotLeading]
  /\ faults' = [faults EXCEPT !.crash = @ + 1]
  /\ hold' = [hold EXCEPT ![n] = IF hold[n].serving THEN [@ EXCEPT !.released = 0] ELSE NoLease]
  /\ LET kept == SelectSeq(net[n], LAMBDA m : m.released > 0)
     IN net' = [net EXCEPT ![n] = [i \in 1..Len(kept) |-> [kept[i] EXCEPT !.dead = TRUE]]]
  /\ answer' = [answer EXCEPT ![n] = NoAnswer]
  /\ UNCHANGED <<term, reg, granted, props, fit, conf>>

\* H4: without a lease, unless what the guard still guards is adopted.
Restart(n) ==
  /\ ~up[n]
  /\ up' = [up EXCEPT ![n] = TRUE]
  /\ UNCHANGED <<term, lead, reg, granted, props, hold, net, answer, fit, faults, conf>>

\* A check fails, an operator pauses the node, a disk is full.
BecomeUnfit(n) ==
  /\ n \in fit /\ faults.unfit < MaxUnfit
  /\ fit' = fit \ {n}
  /\ faults' = [faults EXCEPT !.unfit = @ + 1]
  /\ UNCHANGED <<term, up, lead, reg, granted, props, hold, net, answer, conf>>

BecomeFit(n) ==
  /\ n \notin fit
  /\ fit' = fit \cup {n}
  /\ UNCHANGED <<term, up, lead, reg, granted, props, hold, net, answer, faults, conf>>

-----------------------------------------------------------------------------
(* RAFT.                                                                    *)

InTerm(t) == {n \in Node : term[n] = t}

\* A node hears of a later term.  If it leads, it need not know that it does not any more.  (One
\* that gives up leadership is one that takes no step as a leader.)
HearOfTerm(n) ==
  /\ up[n]
  /\ \E other \in Node : term[other] > term[n] /\ term' = [term EXCEPT ![n] = term[other]]
  /\ UNCHANGED <<up, lead, reg, granted, props, hold, net, answer, fit, faults, conf>>

\* What the registry once was: only for protocols without a rule.
Past ==
  [epoch : {reg.epoch}, holder : {reg.holder, NoNode}, seat : {reg.seat}]
  \cup {p \in [epoch : 1..reg.epoch, holder : Node \cup {NoNode}, seat : {reg.seat}] :
          p.holder = NoNode \/ \E g \in granted[p.epoch] : g[1] = p.holder}

\* Heartbeats that a leader took or dropped in an earlier term are new to its next term.
Anew(messages, l) ==
  [i \in 1..Len(messages) |->
    IF messages[i].to = l THEN [messages[i] EXCEPT !.state = "flying"] ELSE messages[i]]

\* A majority votes for n: of the voters that the latest configuration in its log names.
Elect(n) ==
  \E voters \in SUBSET {m \in Node : up[m]}, stage \in {conf.committed, conf.appended} :
    LET before == CHOOSE t \in {term[m] : m \in voters} : \A m \in voters : term[m] <= t
        t == before + 1
        new == [NotLeading EXCEPT !.term = t, !.stage = stage]
    IN /\ n \in voters /\ n \in UNION VoterSets(stage) /\ Majority(stage, voters) /\ t <= MaxTerm
       /\ term' = [m \in Node |-> IF m \in voters THEN t ELSE term[m]]
       /\ net' = [d \in Data |-> Anew(net[d], n)]
       /\ IF On("G1-ready")
          THEN lead' = [lead EXCEPT ![n] = new]
          ELSE \E p \in Past : lead' = [lead EXCEPT ![n] =
                 [new EXCEPT !.ready = TRUE, !.epoch = p.epoch, !.holder = p.holder,
                             !.seat = p.seat]]
       /\ UNCHANGED <<up, reg, granted, props, hold, answer, fit, faults, conf>>

\* Leads, and can still commit.
Commits(l) == /\ lead[l].term > 0
              /\ up[l] /\ term[l] = lead[l].term
              /\ Majority(lead[l].stage, InTerm(term[l]))

\* Once a later term has committed an entry, a majority has left the terms before for good.  With
\* G1 and G5 a leader of such a term can neither extend nor commit; to follow what it does in vain
\* is most of the work.  The smaller configurations do not.  While voters are changed that is so by M1.
Powerless(n, t) ==
  ~KeepDeposed /\ On("G1") /\ On("M1") /\ On("G5") /\ On("G5-force") /\ On("H1-order") /\ lead[n].term < t

\* The first entry of the term is committed and applied, and with it all before it.
\* G3: a held lease is counted from now.
Ready(l) ==
  /\ Commits(l) /\ ~lead[l].ready
  /\ conf' = [committed |-> lead[l].stage, appended |-> lead[l].stage]
  /\ \E r \in (IF On("S4")
               THEN {[epoch |-> reg.epoch, holder |-> reg.holder, seat |-> reg.seat]}
               ELSE Past) :
       LET age == IF On("G3") \/ r.holder = NoNode THEN 0 ELSE Old
       IN /\ reg' = [epoch |-> r.epoch, holder |-> r.holder, seat |-> r.seat, term |-> term[l]]
          /\ lead' = [n \in Node |->
               IF n = l THEN [lead[l] EXCEPT !.ready = TRUE, !.epoch = r.epoch, !.holder = r.holder,
                                             !.age = age, !.heard = age, !.seat = r.seat]
               ELSE IF Powerless(n, term[l]) THEN NotLeading ELSE lead[n]]
  /\ props' = {p \in props : KeepDeposed \/ ~On("G5") \/ ~On("G5-force") \/ p.term >= term[l]}
  /\ UNCHANGED <<term, up, granted, hold, net, answer, fit, faults>>

\* A leader takes the next step of the change of voters into its log, once the last one is
\* committed, and works by it from then on.
AppendVoters(l) ==
  /\ Commits(l) /\ lead[l].ready
  /\ lead[l].seat = Newcomer
  /\ lead[l].stage = conf.committed /\ lead[l].stage + 1 \in Stages
  /\ lead' = [lead EXCEPT ![l].stage = @ + 1]
  /\ conf' = [conf EXCEPT !.appended = lead[l].stage + 1]
  /\ UNCHANGED <<term, up, reg, granted, props, hold, net, answer, fit, faults>>

CommitVoters(l) ==
  /\ Commits(l) /\ lead[l].ready /\ lead[l].stage > conf.committed
  /\ conf' = [committed |-> lead[l].stage, appended |-> lead[l].stage]
  /\ UNCHANGED <<term, up, lead, reg, granted, props, hold, net, answer, fit, faults>>

-----------------------------------------------------------------------------
(* THE LEADER: heartbeats.                                                  *)

\* Of two peers of one name only that counts which the registry says sits there (Seat).
Sits(l, n) == On("Seat") /\ n \in {Replaced, Newcomer} => n = lead[l].seat

\* A heartbeat arrives (LeaderTerm.arrived).  Order: one that was sent before another that was
\* taken already is dropped.  The holder counts as heard from.
Arrive(n, i) ==
  LET m == net[n][i]
      l == m.to
      counts == lead[l].holder = Name(n) /\ Sits(l, n)
  IN /\ lead[l].ready
     /\ m.state \in (IF On("Order") THEN {"flying"} ELSE {"flying", "late"})
     /\ net' = [net EXCEPT ![n] = [j \in 1..Len(net[n]) |->
          IF j = i THEN [net[n][j] EXCEPT !.state = "taken"]
          ELSE IF net[n][j].to # l THEN net[n][j]
          ELSE IF net[n][j].state = "taken" THEN [net[n][j] EXCEPT !.state = "past"]
          ELSE IF net[n][j].state = "flying" /\ j < i THEN [net[n][j] EXCEPT !.state = "late"]
          ELSE net[n][j]]]
     /\ lead' = [lead EXCEPT ![l] =
          IF ~counts THEN @
          ELSE IF @.closing = 0 \/ ~On("Closing-count") THEN [@ EXCEPT !.age = 0, !.heard = 0]
          ELSE [@ EXCEPT !.heard = 0]]
     /\ UNCHANGED <<term, up, reg, granted, props, hold, answer, fit, faults, conf>>

\* G1: a majority says that the leader's term is theirs: by the stamp, or asked now.  M1: while the
\* voters are changed, a majority of the old and of the new ones.
Attested(l, n, stamp) ==
  \/ ~On("G1")
  \/ LET t == lead[l].term
         sets == IF On("M1") \/ lead[l].stage # 1 THEN VoterSets(lead[l].stage) ELSE VoterSets(2)
     IN MajorityOf(sets, {v \in Node : up[v] /\ term[v] = t} \cup (IF stamp = t THEN {n} ELSE {}))

\* The leader answers with an extension (LeaseGrantor.mayExtend).
Extend(n, i) ==
  LET m == net[n][i]
      l == m.to
  IN /\ lead[l].ready /\ m.state \in {"taken", "past"} /\ ~m.dead
     /\ lead[l].holder = Name(n) /\ Sits(l, n)
     /\ On("Closing") => lead[l].closing = 0
     /\ Attested(l, n, m.term)
     /\ m.age < MayBeValid
     /\ answer[n] # [epoch |-> lead[l].epoch, age |-> m.age]
     /\ answer' = [answer EXCEPT ![n] = [epoch |-> lead[l].epoch, age |-> m.age]]
     /\ UNCHANGED <<term, up, lead, reg, granted, props, hold, net, fit, faults, conf>>

-----------------------------------------------------------------------------
(* THE LEADER: proposals.  Each carries the epoch that it assumes and the   *)
(* term in which it was decided (G5).  What would close an epoch is         *)
(* announced to the leader's own count first.                               *)

Propose(l, kind, node, allowed) ==
  LET p == [kind |-> kind, epoch |-> lead[l].epoch, node |-> node, term |-> lead[l].term,
            allowed |-> allowed]
  IN /\ p \notin props /\ Cardinality(props) < MaxProposals
     /\ props' = props \cup {p}
     /\ UNCHANGED <<term, up, reg, conf, granted, hold, net, answer, fit>>

ProposeClosing(l, kind, node) ==
  /\ lead[l].ready /\ lead[l].holder # NoNode
  /\ Propose(l, kind, node, TRUE)
  /\ lead' = [lead EXCEPT ![l].closing = Older(@, ManyClosings)]

\* G4: only when the lease is surely over.
ProposeExpiry(l) ==
  /\ On("G4") => lead[l].age > Expiry
  /\ ProposeClosing(l, "expire", lead[l].holder)
  /\ UNCHANGED faults

\* The holder's last heartbeat says that it has released.  It is believed only if it was sent in
\* this term (NodePresence.of).
ProposeRelease(l) ==
  \E n \in Data :
     /\ lead[l].holder = Name(n) /\ Sits(l, n)
     /\ \E i \in 1..Len(net[n]) :
          LET m == net[n][i]
          IN /\ m.to = l /\ m.state = "taken"
             /\ m.released >= lead[l].epoch
             /\ On("Run") => m.term = lead[l].term
     /\ ProposeClosing(l, "release", Name(n))
     /\ UNCHANGED faults

\* S1, S2, and eligibility (I7).
ProposeGrant(l, n) ==
  /\ lead[l].ready /\ lead[l].epoch < MaxEpoch
  /\ On("S1") => lead[l].holder = NoNode
  /\ n \in Data /\ n \in Names /\ n # lead[l].holder
  /\ On("Fit") => n \in fit
  /\ Propose(l, "grant", n, n \in fit)
  /\ UNCHANGED <<lead, faults>>

\* An operator forces the role to a node, which need not be eligible.  Fenced: if somebody holds
\* the role, the operator vouches that its machine is off, and it is.
ProposeForce(l, n) ==
  /\ lead[l].ready /\ lead[l].epoch < MaxEpoch /\ n # lead[l].holder /\ n \in Names
  /\ faults.forced < MaxForced
  /\ faults' = [faults EXCEPT !.forced = @ + 1]
  /\ IF lead[l].holder \in Data
     THEN /\ On("Fenced") =>
               \A m \in Data : Name(m) = lead[l].holder => ~up[m] /\ ~hold[m].serving
          /\ ProposeClosing(l, "force", n)
     ELSE Propose(l, "force", n, TRUE) /\ UNCHANGED lead

\* A newcomer asks for the place of the node whose data is lost.
ProposeClaim(l) ==
  /\ lead[l].ready /\ Newcomer # NoNode /\ lead[l].seat = Replaced
  /\ Propose(l, "claim", Newcomer, TRUE)
  /\ UNCHANGED <<lead, faults>>

\* A proposal comes to nothing, and its leader never hears of it.
Lose(p) ==
  /\ p \in props
  /\ props' = props \ {p}
  /\ UNCHANGED <<term, up, lead, reg, granted, hold, net, answer, fit, faults, conf>>

-----------------------------------------------------------------------------
(* THE REGISTRY (Rules, GrantRules).                                        *)

\* M3: the holder of a role is not replaced.
Accepted(p) ==
  /\ On("G5-epoch") /\ p.kind # "claim" => p.epoch = reg.epoch
  /\ CASE p.kind = "claim"   -> /\ reg.seat = Replaced
                                /\ On("M3") => reg.holder # Replaced
       [] p.kind = "expire"  -> reg.holder # NoNode
       [] p.kind = "release" -> reg.holder = p.node
       [] p.kind = "grant"   -> /\ On("S1") => reg.holder = NoNode
                                /\ On("S2") => p.node \in Data
                                /\ reg.epoch < MaxEpoch
       [] p.kind = "force"   -> /\ reg.holder # p.node
                                /\ On("S2") => p.node \in Data
                                /\ reg.epoch < MaxEpoch

\* The registry after an accepted proposal in an entry of term t.
After(p, t) ==
  CASE p.kind \in {"grant", "force"} ->
         [reg EXCEPT !.epoch = @ + 1, !.holder = p.node, !.term = t]
    [] p.kind = "claim" -> [reg EXCEPT !.seat = p.node, !.term = t]
    [] OTHER            -> [reg EXCEPT !.holder = NoNode, !.term = t]

Apply(p, t) ==
  /\ reg' = After(p, t)
  /\ granted' = IF p.kind \in {"grant", "force"}
                THEN [granted EXCEPT ![reg.epoch + 1] = @ \cup {<<p.node, p.allowed>>}]
                ELSE granted

\* A leader takes back the announcement of a closing that was refused (LeaseGrantor.notClosed).
TakenBack(l, p) ==
  LET c == lead[l]
      closes == p.kind \notin {"grant", "claim"} /\ p.epoch = c.epoch /\ c.holder # NoNode
                /\ c.closing \in 1..MaxProposals
  IN IF ~closes \/ p.term # c.term THEN c
     ELSE IF c.closing = 1 THEN [c EXCEPT !.closing = 0, !.age = c.heard]
     ELSE [c EXCEPT !.closing = @ - 1]

\* G5: accepted only in an entry of the term in which it was decided.
TermFits(p, t) ==
  CASE p.kind = "claim" -> TRUE
    [] p.kind = "force" -> (On("G5-force") => p.term = t)
    [] OTHER            -> (On("G5") => p.term = t)

\* A leader puts a proposal into its log, a majority takes it, and the leader applies it.
Commit(l, p) ==
  /\ Commits(l) /\ lead[l].ready /\ p \in props
  /\ props' = props \ {p}
  /\ IF Accepted(p) /\ TermFits(p, term[l])
     THEN /\ Apply(p, term[l])
          /\ lead' = [lead EXCEPT ![l] =
               IF p.kind = "claim" THEN [@ EXCEPT !.seat = p.node]
               ELSE [@ EXCEPT !.epoch = reg'.epoch, !.holder = reg'.holder, !.age = 0, !.heard = 0,
                              !.closing = 0]]
     ELSE /\ lead' = [lead EXCEPT ![l] = TakenBack(l, p)]
          /\ UNCHANGED <<reg, granted>>
  /\ UNCHANGED <<term, up, hold, net, answer, fit, faults, conf>>

\* A new leader has the entry of an earlier one in its log, and commits it before its own first.
CarryOver(l, p) ==
  /\ Commits(l) /\ ~lead[l].ready /\ p \in props
  /\ p.term < term[l] /\ reg.term <= p.term
  /\ Accepted(p)
  /\ props' = props \ {p}
  /\ Apply(p, p.term)
  /\ UNCHANGED <<term, up, lead, hold, net, answer, fit, faults, conf>>

-----------------------------------------------------------------------------

Next ==
  \/ Tick
  \/ \E n \in Data :
       \/ \E l \in Node : Send(n, l)
       \/ \E i \in 1..Len(net[n]) : Arrive(n, i) \/ Extend(n, i)
       \/ Acknowledged(n) \/ Serve(n) \/ Stop(n) \/ Release(n)
       \/ Crash(n) \/ Restart(n) \/ BecomeUnfit(n) \/ BecomeFit(n)
  \/ \E n \in Node : HearOfTerm(n) \/ Elect(n) \/ Ready(n)
  \/ \E l \in Node :
       \/ ProposeExpiry(l) \/ ProposeRelease(l)
       \/ ProposeClaim(l) \/ AppendVoters(l) \/ CommitVoters(l)
       \/ \E n \in Node : ProposeGrant(l, n) \/ ProposeForce(l, n)
       \/ \E p \in props : Commit(l, p) \/ CarryOver(l, p)
  \/ \E p \in props : Lose(p)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* WHAT MUST HOLD.                                                          *)

Serving == {n \in Data : hold[n].serving}

\* I1: at most one node serves.
AtMostOneServes == Cardinality(Serving) <= 1

\* I2: epochs go up, and each is granted to one node.
EpochsIncrease ==
  \A e \in Epochs :
    /\ Cardinality({g[1] : g \in granted[e]}) <= 1
    /\ granted[e] # {} => e <= reg.epoch

\* I3: a node serves only the epoch that was granted to it and is not closed.
ServesOnlyWhatIsGranted ==
  \A n \in Serving :
    /\ reg.epoch = hold[n].epoch /\ reg.holder = Name(n)
    /\ n \in {Replaced, Newcomer} => n = reg.seat

\* I5: a witness is granted nothing, so it never serves.
WitnessNeverServes == \A e \in Epochs : \A g \in granted[e] : g[1] \in Data

\* I7: nobody is granted anything who was not eligible, except by force.
OnlyEligibleGranted == \A e \in Epochs : \A g \in granted[e] : g[2]

\* What Raft promises and the model builds on: one leader to a term.
OneLeaderPerTerm ==
  \A n, m \in Node : lead[n].term > 0 /\ lead[n].term = lead[m].term => n = m

=============================================================================

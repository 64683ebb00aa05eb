------------------------------ MODULE Liveness ------------------------------
(***************************************************************************)
(* I6: when the faults are over, the group is served again, and stays so.  *)
(*                                                                         *)
(* First everything that RoleProtocol allows may happen: crashes, lost     *)
(* messages and proposals, leaders cut off, a holder that stops.  At some  *)
(* moment it becomes calm.  From then on nothing is lost, no process dies, *)
(* no holder stops by itself, and whatever can be done is done within one  *)
(* tick: time waits for it.  A node that is down may stay down for ever;   *)
(* two voters of three are enough.  Leaders are elected only where none    *)
(* can work.                                                               *)
(***************************************************************************)
EXTENDS RoleProtocol

VARIABLE calm

allVars == <<vars, calm>>

\* While it is not calm, terms and epochs are kept for later: the search is bounded.
Wild ==
  /\ ~calm /\ Next /\ UNCHANGED calm
  /\ reg'.epoch <= MaxEpoch - 2
  /\ \A n \in Node : term'[n] < MaxTerm

BecomesCalm == ~calm /\ calm' = TRUE /\ UNCHANGED vars

Working == {l \in Node : Commits(l)}

\* A holder whose process runs sends one heartbeat in each tick to a leader that works.
Beat(n, l) ==
  /\ l \in Working
  /\ \A i \in 1..Len(net[n]) :
       ~(net[n][i].to = l /\ net[n][i].age = 0 /\ ~net[n][i].dead /\ net[n][i].term = term[n]
         /\ net[n][i].released = hold[n].released)
  /\ Send(n, l)

\* What is done at once.
Prompt ==
  \/ \E n \in Data :
       \/ \E l \in Node : Beat(n, l)
       \/ \E i \in 1..Len(net[n]) : net[n][i].to \in Working /\ (Arrive(n, i) \/ Extend(n, i))
       \/ Acknowledged(n) \/ Serve(n)
       \/ hold[n].age >= MayBeValid /\ Stop(n)
  \/ \E n \in Node : HearOfTerm(n) \/ Ready(n) \/ (Working = {} /\ Elect(n))
  \/ \E l \in Working :
       \/ ProposeExpiry(l) \/ ProposeRelease(l)
       \* To a node that is heard from.
       \/ \E n \in Data : up[n] /\ ProposeGrant(l, n)
       \/ \E p \in props : Commit(l, p)

Settled == calm /\ UNCHANGED calm /\ (Prompt \/ (~ENABLED Prompt /\ Tick))

CalmSpec ==
  /\ Init /\ calm = FALSE
  /\ [][Wild \/ BecomesCalm \/ Settled]_allVars
  /\ WF_allVars(BecomesCalm) /\ WF_allVars(Settled)

\* I6
ServedInTheEnd == <>[](Serving # {})

=============================================================================

"""Words of the report, explained in a sentence each."""

from __future__ import annotations

GLOSSARY: dict[str, str] = {
    "Award": "A bid that wins, in full or in part, and the contract that comes with it.",
    "Baseline": "The policy that all others are compared with.",
    "Bidder class": "Bidders that resemble each other in cost, capital and origin; each draws its own cost in every simulated auction.",
    "Ceiling price": "The highest price that may be bid.",
    "Clearing price": "Under a uniform price what all winners are paid; under pay-as-bid the highest awarded bid.",
    "Contract for difference (CfD)": "The plant sells in the market, and the state pays, or takes, the difference between market price and award price.",
    "Discounted, present value": "Money of later years counts less, by the state's discount rate; so costs of many years become one number.",
    "Equilibrium": "Bids such that no bidder would rather bid otherwise, given how all others bid.",
    "Forfeited bonds": "The performance bonds of winners who do not build; the state keeps them.",
    "Marginal bid": "The last bid that wins.",
    "Margin": "The price paid less the price at which the winner's project just breaks even.",
    "95 % interval": "Where the true mean of the model lies with 95 % confidence. It covers chance in the simulation, not doubt about the assumptions.",
    "Paired difference": "The change in the same simulated auction under two policies; what differs is the policy alone, not luck.",
    "Pay-as-bid": "Every winner is paid what it bid.",
    "Percentage points": "The plain difference of two percentages: from 6 % to 35 % are 29 points.",
    "Performance bond": "Money that a winner deposits, and loses if it does not build what it was awarded.",
    "Policy": "A set of rules to try, given as changes to the scenario.",
    "Power purchase agreement": "The state buys the output at the award price for the term of the contract.",
    "Price needed": "The lowest award price at which a project is worth building for its owner.",
    "Realisation": "Building what was awarded. A winner whose costs rise by more than its bond is worth may walk away; then the capacity is missing.",
    "Scenario": "The file that describes the auction, the bidders and the world; see the assumptions.",
    "Simulated auction": "One draw of everything that is uncertain, with bids, awards, and payments; also called a replication.",
    "Support cost": "What the state pays the winners less the market value of the energy; negative where it earns.",
    "Two policies, same auctions": "Every policy meets the same draws of cost, yield and participation.",
    "Uniform price": "All winners are paid the same price, set by the lowest rejected or the highest accepted bid.",
    "Winner's curse": "Who wins has probably overrated its yield; careful bidders allow for it.",
}

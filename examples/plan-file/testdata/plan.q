# question: Which film has the older director, Jaws or Aliens?
# written by hand: edit it and run it again
Who directed Jaws * When was {director} born
+ Who directed Aliens * When was {director} born
